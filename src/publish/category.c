#include "publish/category.h"

#include "base/buf.h"

#include <stdint.h>

static const struct {
    const char *name;
    const char *subs; /* divided by commas */
} categories[] = {
    {"Arts", "Books,Design,Fashion & Beauty,Food,Performing Arts,Visual Arts"},
    {"Business",
     "Careers,Entrepreneurship,Investing,Management,Marketing,Non-Profit"},
    {"Comedy", "Comedy Interviews,Improv,Stand-Up"},
    {"Education", "Courses,How To,Language Learning,Self-Improvement"},
    {"Fiction", "Comedy Fiction,Drama,Science Fiction"},
    {"Government", ""},
    {"History", ""},
    {"Health & Fitness",
     "Alternative Health,Fitness,Medicine,Mental Health,Nutrition,Sexuality"},
    {"Kids & Family",
     "Education for Kids,Parenting,Pets & Animals,Stories for Kids"},
    {"Leisure", "Animation & Manga,Automotive,Aviation,Crafts,Games,Hobbies,"
                "Home & Garden,Video Games"},
    {"Music", "Music Commentary,Music History,Music Interviews"},
    {"News", "Business News,Daily News,Entertainment News,News Commentary,"
             "Politics,Sports News,Tech News"},
    {"Religion & Spirituality",
     "Buddhism,Christianity,Hinduism,Islam,Judaism,Religion,Spirituality"},
    {"Science", "Astronomy,Chemistry,Earth Sciences,Life Sciences,Mathematics,"
                "Natural Sciences,Nature,Physics,Social Sciences"},
    {"Society & Culture", "Documentary,Personal Journals,Philosophy,"
                          "Places & Travel,Relationships"},
    {"Sports", "Baseball,Basketball,Cricket,Fantasy Sports,Football,Golf,"
               "Hockey,Rugby,Running,Soccer,Swimming,Tennis,Volleyball,"
               "Wilderness,Wrestling"},
    {"Technology", ""},
    {"True Crime", ""},
    {"TV & Film",
     "After Shows,Film History,Film Interviews,Film Reviews,TV Reviews"},
};

enum { CATEGORY_COUNT = sizeof categories / sizeof categories[0] };

static bool find_sub(struct view subs, struct view wanted, struct view *sub)
{
    while (subs.size > 0) {
        *sub = view_cut(&subs, ',');
        if (view_equal_nocase(*sub, wanted))
            return true;
    }
    return false;
}

static bool unknown(struct view text, struct err *err)
{
    struct buf names = {0};

    for (size_t i = 0; i < CATEGORY_COUNT; i++)
        buf_addf(&names, "%s%s", i > 0 ? ", " : "", categories[i].name);
    if (text.size == 0)
        err_set_kind(err, ERR_USAGE, "category: a feed needs one of %s",
                     buf_string(&names));
    else
        err_set_kind(err, ERR_USAGE,
                     "category: \"%.*s\" is none that podcast directories "
                     "have; choose one of %s",
                     VIEW_ARG(text), buf_string(&names));
    buf_release(&names);
    return false;
}

bool category_find(struct view text, struct view *main_name,
                   struct view *sub_name, struct err *err)
{
    struct view rest = text;
    struct view name = view_trim(view_cut(&rest, '>'));
    struct view sub = view_trim(rest);

    *sub_name = (struct view){0};
    for (size_t i = 0; i < CATEGORY_COUNT; i++) {
        if (!view_equal_nocase(name, view_of(categories[i].name)))
            continue;
        *main_name = view_of(categories[i].name);
        if (sub.size == 0)
            return true;
        if (find_sub(view_of(categories[i].subs), sub, sub_name))
            return true;
        *sub_name = (struct view){0};
        return err_set_kind(
            err, ERR_USAGE,
            "category: \"%.*s\" is no part of \"%s\"; it has %s", VIEW_ARG(sub),
            categories[i].name,
            categories[i].subs[0] ? categories[i].subs : "no parts");
    }
    return unknown(text, err);
}
