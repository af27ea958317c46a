#include "speech/unit_table.h"

#include <stddef.h>

struct entry {
    const char *symbol;
    const char *unit;
};

static const struct entry exact[] = {
    {"m", "meter"},      {"g", "gram"},       {"l", "liter"},
    {"L", "liter"},      {"t", "metric-ton"}, {"h", "hour"},
    {"s", "second"},     {"d", "day"},        {"W", "watt"},
    {"V", "volt"},       {"v", "volt"},       {"A", "ampere"},
    {"J", "joule"},      {"N", "newton"},     {"B", "byte"},
    {"mW", "milliwatt"}, {"MW", "megawatt"},  {"mHz", "megahertz"},
    {"Mb", "megabit"},   {"Gb", "gigabit"},   {"Kb", "kilobit"},
    {"Tb", "terabit"},   {"mi", "mile"},      {"Pa", "pascal"},
    {"K", "kelvin"},
};

/* Compared without case. */
static const struct entry metric[] = {
    {"km", "kilometer"},
    {"hm", "hectometer"},
    {"dm", "decimeter"},
    {"cm", "centimeter"},
    {"mm", "millimeter"},
    {"µm", "micrometer"},
    {"μm", "micrometer"},
    {"nm", "nanometer"},
    {"kg", "kilogram"},
    {"mg", "milligram"},
    {"µg", "microgram"},
    {"μg", "microgram"},
    {"ml", "milliliter"},
    {"cl", "centiliter"},
    {"dl", "deciliter"},
    {"hl", "hectoliter"},
    {"ha", "hectare"},
    {"ms", "millisecond"},
    {"µs", "microsecond"},
    {"min", "minute"},
    {"seg", "second"},
    {"kW", "kilowatt"},
    {"GW", "gigawatt"},
    {"TW", "terawatt"},
    {"kWh", "kilowatt-hour"},
    {"MWh", "megawatt-hour"},
    {"GWh", "gigawatt-hour"},
    {"TWh", "terawatt-hour"},
    {"Wh", "watt-hour"},
    {"kV", "kilovolt"},
    {"mV", "millivolt"},
    {"mA", "milliampere"},
    {"mAh", "milliampere-hour"},
    {"Hz", "hertz"},
    {"kHz", "kilohertz"},
    {"MHz", "megahertz"},
    {"GHz", "gigahertz"},
    {"kJ", "kilojoule"},
    {"MJ", "megajoule"},
    {"kcal", "kilocalorie"},
    {"cal", "calorie"},
    {"kN", "kilonewton"},
    {"hPa", "hectopascal"},
    {"kPa", "kilopascal"},
    {"MPa", "megapascal"},
    {"mbar", "millibar"},
    {"bar", "bar"},
    {"KB", "kilobyte"},
    {"MB", "megabyte"},
    {"GB", "gigabyte"},
    {"TB", "terabyte"},
    {"PB", "petabyte"},
    {"kbit", "kilobit"},
    {"Mbit", "megabit"},
    {"Gbit", "gigabit"},
    {"dB", "decibel"},
    {"px", "pixel"},
    {"kph", "kilometer-per-hour"},
    {"km/h", "kilometer-per-hour"},
    {"km/s", "kilometer-per-second"},
    {"m/s", "meter-per-second"},
    {"ft", "foot"},
    {"lb", "pound"},
    {"lbs", "pound"},
    {"oz", "ounce"},
    {"yd", "yard"},
    {"mph", "mile-per-hour"},
    {"kmh", "kilometer-per-hour"},
    {"kgf", "kilogram-force"},
    {"км", "kilometer"},
    {"кг", "kilogram"},
    {"см", "centimeter"},
    {"мм", "millimeter"},
    {"км/ч", "kilometer-per-hour"},
};

static const struct entry english_units[] = {
    {"sec", "second"},
    {"secs", "second"},
    {"mins", "minute"},
    {"hr", "hour"},
    {"hrs", "hour"},
    {"yr", "year"},
    {"yrs", "year"},
    {"wk", "week"},
    {"gal", "gallon"},
    {"qt", "quart"},
    {"hp", "horsepower"},
    {"sqft", "square-foot"},
    {"mpg", "mile-per-gallon"},
};

static const char *find(const struct entry *entries, size_t count,
                        struct view symbol, bool with_case)
{
    for (size_t i = 0; i < count; i++) {
        struct view its = view_of(entries[i].symbol);
        if (with_case ? view_equal(its, symbol)
                      : view_equal_nocase(its, symbol))
            return entries[i].unit;
    }
    return NULL;
}

const char *unit_of_symbol(struct view symbol, bool english)
{
    const char *unit = find(exact, sizeof exact / sizeof *exact, symbol, true);
    if (!unit)
        unit = find(metric, sizeof metric / sizeof *metric, symbol, false);
    if (!unit && english)
        unit = find(english_units, sizeof english_units / sizeof *english_units,
                    symbol, false);
    return unit;
}
