#include "speech/unit_table.h"

#include <stddef.h>

struct entry {
    const char *symbol;
    const char *unit;
};

static const struct entry exact[] = {
    {"m", "meter"},         {"g", "gram"},          {"l", "liter"},
    {"L", "liter"},         {"t", "metric-ton"},    {"h", "hour"},
    {"s", "second"},        {"d", "day"},           {"W", "watt"},
    {"V", "volt"},          {"v", "volt"},          {"A", "ampere"},
    {"J", "joule"},         {"N", "newton"},        {"B", "byte"},
    {"mW", "milliwatt"},    {"MW", "megawatt"},     {"mHz", "megahertz"},
    {"Mb", "megabit"},      {"Gb", "gigabit"},      {"Kb", "kilobit"},
    {"Tb", "terabit"},      {"mi", "mile"},         {"K", "kelvin"},
    {"Nm", "newton-meter"}, {"\u00BAC", "celsius"}, {"\u00BAF", "fahrenheit"},
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

/* English names that CLDR lacks or has otherwise: "one|many". */
static const struct entry english_exact[] = {
    {"bps", "basis point|basis points"},
    {"pp", "percentage point|percentage points"},
    {"bpm", "beat per minute|beats per minute"},
    {"fps", "frame per second|frames per second"},
    {"dpi", "dot per inch|dots per inch"},
    {"rpm", "revolution per minute|revolutions per minute"},
    {"ppm", "part per million|parts per million"},
    {"ppb", "part per billion|parts per billion"},
    {"dB", "decibel|decibels"},
    {"k\u03A9", "kilohm|kilohms"},
    {"k\u2126", "kilohm|kilohms"},
    {"M\u03A9", "megohm|megohms"},
    {"M\u2126", "megohm|megohms"},
    {"\u03A9", "ohm|ohms"},
    {"\u2126", "ohm|ohms"},
    {"inHg", "inch of mercury|inches of mercury"},
    {"mmHg", "millimeter of mercury|millimeters of mercury"},
};

/* Units of other languages than English. */
static const struct entry foreign_units[] = {
    {"Std", "hour"},    {"Sek", "second"},  {"qm", "square-meter"},
    {"Go", "gigabyte"}, {"Mo", "megabyte"}, {"To", "terabyte"},
    {"\u03A9", "ohm"},  {"\u2126", "ohm"},
};

static const struct entry english_units[] = {
    {"sec", "second"},
    {"secs", "second"},
    {"mins", "minute"},
    {"hr", "hour"},
    {"hrs", "hour"},
    {"yr", "year"},
    {"yrs", "year"},
    {"mcg", "microgram"},
    {"wk", "week"},
    {"wks", "week"},
    {"mos", "month"},
    {"yds", "yard"},
    {"tsp", "teaspoon"},
    {"tbsp", "tablespoon"},
    {"Kbps", "kilobit-per-second"},
    {"Mbps", "megabit-per-second"},
    {"Gbps", "gigabit-per-second"},
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
    const char *unit = NULL;
    if (english)
        unit = find(english_exact, sizeof english_exact / sizeof *english_exact,
                    symbol, true);
    else
        unit = find(foreign_units, sizeof foreign_units / sizeof *foreign_units,
                    symbol, true);
    if (!unit)
        unit = find(exact, sizeof exact / sizeof *exact, symbol, true);
    if (!unit)
        unit = find(metric, sizeof metric / sizeof *metric, symbol, false);
    if (!unit && english)
        unit = find(english_units, sizeof english_units / sizeof *english_units,
                    symbol, false);
    return unit;
}
