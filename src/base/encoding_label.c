#include "base/encoding_label.h"

#include "base/encoding.h"

#include <stdint.h>
#include <string.h>

struct label_row {
    const char *name;   /* for iconv */
    const char *labels; /* lower case, each in spaces */
};

/* Those of the standard that are in use, without the variants that differ
 * only in '-' and '_', which are dropped before comparing.  Names are
 * glibc's; "EUC-JP-MS", "UHC" and "BIG5-HKSCS" are the supersets that
 * browsers decode with. */
static const struct label_row label_rows[] = {
    {"UTF-8", " utf8 unicode11utf8 unicode20utf8 xunicode20utf8 "},
    {"CP1252", " windows1252 cp1252 xcp1252 iso88591 iso88591:1987 latin1 l1 "
               "ascii usascii ansix3.41968 cp819 ibm819 csisolatin1 isoir100 "
               "ansi "},
    {"GB18030", " gb18030 gb2312 gbk gb231280 xgbk euccn cp936 windows936 "
                "chinese csgb2312 csiso58gb231280 isoir58 "},
    {"CP932", " shiftjis sjis xsjis mskanji csshiftjis windows31j cp932 "
              "ms932 "},
    {"EUC-JP-MS", " eucjp xeucjp cseucpkdfmtjapanese "},
    {"ISO-2022-JP-3",
     " iso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jpext "
     "csiso2022jp "},
    {"ISO-2022-KR", " iso2022kr csiso2022kr "},
    {"ISO-2022-CN-EXT", " iso2022cn iso2022cnext "},
    {"HZ", " hz hzgb2312 "},
    {"UHC", " euckr korean ksc5601 ksc56011987 ksc56011989 isoir149 "
            "windows949 cp949 uhc cseuckr csksc56011987 "},
    {"BIG5-HKSCS", " big5 big5hkscs cnbig5 csbig5 xxbig5 cp950 "},
    {"EUC-TW", " euctw xeuctw "},
    {"CP1250", " windows1250 cp1250 xcp1250 "},
    {"CP1251", " windows1251 cp1251 xcp1251 "},
    {"CP1253", " windows1253 cp1253 xcp1253 "},
    {"CP1254", " windows1254 cp1254 xcp1254 iso88599 latin5 l5 csisolatin5 "
               "iso88599:1989 isoir148 "},
    {"CP1255", " windows1255 cp1255 xcp1255 "},
    {"CP1256", " windows1256 cp1256 xcp1256 "},
    {"CP1257", " windows1257 cp1257 xcp1257 "},
    {"CP1258", " windows1258 cp1258 xcp1258 "},
    {"CP874", " windows874 dos874 cp874 iso885911 tis620 "},
    {"ISO-8859-2", " iso88592 iso88592:1987 latin2 l2 csisolatin2 isoir101 "},
    {"ISO-8859-3", " iso88593 iso88593:1988 latin3 l3 csisolatin3 isoir109 "},
    {"ISO-8859-4", " iso88594 iso88594:1988 latin4 l4 csisolatin4 isoir110 "},
    {"ISO-8859-5", " iso88595 iso88595:1988 cyrillic csisolatincyrillic "
                   "isoir144 "},
    {"ISO-8859-6", " iso88596 iso88596:1987 iso88596e iso88596i arabic "
                   "asmo708 ecma114 csisolatinarabic isoir127 "},
    {"ISO-8859-7", " iso88597 iso88597:1987 greek greek8 ecma118 elot928 "
                   "suneugreek csisolatingreek isoir126 "},
    {"ISO-8859-8", " iso88598 iso88598:1988 iso88598e iso88598i hebrew "
                   "logical visual csisolatinhebrew isoir138 "},
    {"ISO-8859-10", " iso885910 latin6 l6 csisolatin6 isoir157 "},
    {"ISO-8859-13", " iso885913 "},
    {"ISO-8859-14", " iso885914 "},
    {"ISO-8859-15", " iso885915 latin9 l9 csisolatin9 "},
    {"ISO-8859-16", " iso885916 "},
    {"KOI8-R", " koi8r koi8 koi cskoi8r "},
    {"KOI8-U", " koi8u koi8ru "},
    {"IBM866", " ibm866 cp866 866 csibm866 "},
    {"MACINTOSH", " macintosh mac xmacroman macroman csmacintosh "},
    {"MAC-CYRILLIC", " xmaccyrillic xmacukrainian maccyrillic "},
    {"UTF-16LE", " utf16le utf16 unicode csunicode ucs2 iso10646ucs2 "
                 "unicodefeff "},
    {"UTF-16BE", " utf16be unicodefffe "},
};

/* Lower case without '-' and '_', in spaces; false when it does not fit or
 * holds what no label has. */
static bool fold_label(struct view label, char folded[ENCODING_NAME_ROOM])
{
    size_t size = 0;

    folded[size++] = ' ';
    for (size_t i = 0; i < label.size; i++) {
        char c = label.data[i];

        if (c == '-' || c == '_')
            continue;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        bool usable = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == ':';
        if (!usable || size + 2 >= ENCODING_NAME_ROOM)
            return false;
        folded[size++] = c;
    }
    folded[size++] = ' ';
    folded[size] = '\0';
    return size > 2;
}

bool encoding_label_name(struct view label, char name[ENCODING_NAME_ROOM])
{
    char folded[ENCODING_NAME_ROOM];

    label = view_trim(label);
    if (!fold_label(label, folded) || label.size >= ENCODING_NAME_ROOM)
        return false;
    for (size_t i = 0; i < sizeof label_rows / sizeof *label_rows; i++) {
        if (strstr(label_rows[i].labels, folded)) {
            memcpy(name, label_rows[i].name, strlen(label_rows[i].name) + 1);
            return true;
        }
    }
    /* UTF-7 hides markup from every check that comes before decoding. */
    if (strcmp(folded, " utf7 ") == 0)
        return false;
    memcpy(name, label.data, label.size);
    name[label.size] = '\0';
    return true;
}

const char *encoding_label_row(size_t i)
{
    return i < sizeof label_rows / sizeof *label_rows ? label_rows[i].name
                                                      : NULL;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The value behind "key =" in an unquoted, '...' or "..." form; empty when
 * key does not stand there. */
static struct view value_of(struct view tag, struct view key)
{
    for (size_t at = 0; at + key.size < tag.size; at++) {
        struct view rest = view_slice(tag, at, tag.size);

        if (!view_starts_nocase(rest, key))
            continue;
        rest = view_trim(view_slice(rest, key.size, rest.size));
        if (rest.size == 0 || rest.data[0] != '=')
            continue;
        rest = view_trim(view_slice(rest, 1, rest.size));
        if (rest.size > 0 && (rest.data[0] == '"' || rest.data[0] == '\'')) {
            char quote = rest.data[0];

            rest = view_slice(rest, 1, rest.size);
            return view_trim(view_cut(&rest, quote));
        }
        size_t end = 0;
        while (end < rest.size && !is_space(rest.data[end]) &&
               !strchr(";\"'/>?", rest.data[end]))
            end++;
        return view_slice(rest, 0, end);
    }
    return (struct view){0};
}

struct view encoding_charset(struct view content_type)
{
    return value_of(view_slice(content_type, 0, 1000), VIEW("charset"));
}

struct view encoding_label_inside(struct view bytes)
{
    struct view head = view_slice(bytes, 0, 8192);
    size_t at = 0;

    while (at < head.size && head.data[at] != '<')
        at++;
    struct view rest = view_slice(head, at, head.size);
    if (view_starts_nocase(rest, VIEW("<?xml"))) {
        struct view label = value_of(view_cut(&rest, '>'), VIEW("encoding"));

        if (label.size > 0)
            return label;
    }
    while (at < head.size) {
        rest = view_slice(head, at, head.size);
        if (view_starts(rest, VIEW("<!--"))) {
            size_t end = view_find(head, VIEW("-->"), at + 4);

            at = end == SIZE_MAX ? head.size : end + 3;
            continue;
        }
        if (view_starts_nocase(rest, VIEW("<meta"))) {
            struct view tag = view_cut(&rest, '>');
            struct view label = value_of(tag, VIEW("charset"));

            if (label.size > 0)
                return label;
        }
        const char *next = memchr(head.data + at + 1, '<', head.size - at - 1);
        at = next ? (size_t)(next - head.data) : head.size;
    }
    return (struct view){0};
}
