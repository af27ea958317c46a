#include "read/page.h"

#include "base/mem.h"
#include "read/html_blocks.h"
#include "read/page_leaf.h"
#include "read/page_line.h"
#include "read/page_names.h"
#include "read/page_phrases.h"
#include "read/page_repetition.h"
#include "read/page_unveil.h"

#include <stdint.h>
#include <stdlib.h>

/* Reasons, all of which begin alike. */
static const char by_name[] = "boilerplate: its name says so";
static const char outside[] = "boilerplate: outside the article";
static const char links_only[] = "boilerplate: links";
static const char before_text[] = "boilerplate: before the text";
static const char after_text[] = "boilerplate: after the text";
static const char label[] = "boilerplate: label";

enum {
    LITTLE_TEXT = 250, /* code points: too few to choose from */
    CLUTTER_MAX = 80,
    SHORT_ARTICLE = 600, /* below, a reader is told */
};

struct pick {
    struct arena *arena;
    struct html_tree *tree;
    struct page_leaves leaves;
    long long *sums;  /* a figure for each node, summed over what it holds */
    long long good;   /* width of all good leaves */
    struct view site; /* name of the publication, or empty */
    size_t title;     /* heading of the title, or SIZE_MAX */
    size_t article;   /* the chosen node */
};

/* Sums a figure of the leaves over the tree. */
static void sum_up(struct pick *pick, bool good_only)
{
    struct html_tree *tree = pick->tree;

    for (size_t i = 0; i < tree->count; i++)
        pick->sums[i] = 0;
    for (size_t i = 0; i < pick->leaves.count; i++) {
        const struct page_leaf *leaf = &pick->leaves.at[i];

        if (good_only)
            pick->sums[leaf->block] +=
                leaf->good ? (long long)(leaf->width - leaf->link_width) : 0;
        else
            pick->sums[leaf->block] += leaf->value;
    }
    for (size_t i = tree->count; i-- > 1;) {
        long long sum = pick->sums[i];

        pick->sums[tree->at[i].parent] +=
            sum < -CLUTTER_MAX ? -CLUTTER_MAX : sum;
    }
}

/* The title's heading lies in the node. */
static bool holds_title(const struct pick *pick, size_t node)
{
    return pick->title != SIZE_MAX && node <= pick->title &&
           pick->title < pick->tree->at[node].end;
}

/* Leaves out what names itself clutter, unless it holds much of the text:
 * then the name lies. */
static void drop_clutter(struct pick *pick)
{
    struct html_tree *tree = pick->tree;

    sum_up(pick, true);
    pick->good = pick->sums[0];
    for (size_t i = 1; i < tree->count; i++) {
        struct html_node *node = &tree->at[i];

        if (node->tag == HTML_TEXT)
            continue;
        /* Colours of code go by names like "comment". */
        if (node->omit || html_unread(node) || node->tag == HTML_PRE) {
            i = node->end - 1;
            continue;
        }
        if (4 * pick->sums[i] > pick->good || !page_names_clutter(node))
            continue;
        if (holds_title(pick, i) && pick->sums[i] * 10 > pick->good)
            continue;
        node->omit = by_name;
        i = node->end - 1;
    }
}

/* Captions and credits belong to pictures, which say them themselves. */
static void drop_captions(struct pick *pick)
{
    struct html_tree *tree = pick->tree;

    for (size_t i = 1; i < tree->count; i++) {
        struct html_node *node = &tree->at[i];

        if (node->tag == HTML_FIGCAPTION && !node->omit &&
            html_find(tree, node->parent, HTML_IMG) == SIZE_MAX &&
            html_find(tree, node->parent, HTML_TABLE) == SIZE_MAX &&
            html_find(tree, node->parent, HTML_PRE) == SIZE_MAX &&
            html_find(tree, node->parent, HTML_BLOCKQUOTE) == SIZE_MAX)
            node->omit = "caption";
        if (node->tag == HTML_TEXT || node->omit ||
            node->tag == HTML_FIGCAPTION || node->tag == HTML_BODY ||
            node->tag == HTML_TABLE || node->tag == HTML_CAPTION ||
            10 * pick->sums[i] > pick->good || !page_names_caption(node))
            continue;
        node->omit = "caption";
        i = node->end - 1;
    }
}

/* The node whose text outweighs its clutter the most. */
static size_t choose(struct pick *pick)
{
    struct html_tree *tree = pick->tree;
    size_t best = 0;
    long long best_score = 0;

    sum_up(pick, false);
    for (size_t i = 0; i < tree->count; i++) {
        const struct html_node *node = &tree->at[i];

        if (node->tag == HTML_TEXT || pick->sums[i] <= 0 ||
            !(html_tag_kinds(node->tag) & HTML_IS_BLOCK) ||
            node->tag == HTML_P || node->tag == HTML_LI)
            continue;
        long long score = pick->sums[i] * (20 + 2 * page_names_body(node)) / 20;
        if (score >= best_score) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

/* Several articles in a row: the first that holds the title, else the first
 * of any size, is the one; not on pages that are lists of short pieces. */
static size_t choose_among_articles(struct pick *pick, size_t chosen)
{
    const struct html_tree *tree = pick->tree;
    size_t first = SIZE_MAX;
    size_t titled = SIZE_MAX;
    size_t count = 0;

    for (size_t i = chosen + 1; i < tree->at[chosen].end;) {
        if (tree->at[i].tag == HTML_ARTICLE && !tree->at[i].omit) {
            if (pick->sums[i] > LITTLE_TEXT) {
                if (first == SIZE_MAX)
                    first = i;
                if (titled == SIZE_MAX && holds_title(pick, i))
                    titled = i;
                count++;
            }
            i = tree->at[i].end;
        } else {
            i++;
        }
    }
    if (count < 2)
        return chosen;
    if (titled != SIZE_MAX)
        return titled;
    return 3 * pick->sums[first] >= pick->sums[chosen] ? first : chosen;
}

/* Everything that is neither in the article nor around it. */
static void drop_outside(struct pick *pick)
{
    struct html_tree *tree = pick->tree;
    size_t article = pick->article;

    for (size_t i = 1; i < tree->count;) {
        struct html_node *node = &tree->at[i];

        if (i == article) {
            i = node->end;
        } else if (i < article && article < node->end) {
            i++;
        } else {
            const char *unread =
                node->tag == HTML_TEXT ? NULL : html_unread(node);

            if (!node->omit && !(unread && unread[0] == 's'))
                node->omit = outside;
            i = node->end;
        }
    }
}

static bool is_linked(const struct page_leaf *leaf)
{
    return 2 * leaf->link_width > leaf->width;
}

static bool is_item(const struct pick *pick, const struct page_leaf *leaf)
{
    const struct html_tree *tree = pick->tree;
    size_t i = leaf->block;

    for (int steps = 0; i > pick->article && steps < 4;
         steps++, i = tree->at[i].parent) {
        if (tree->at[i].tag == HTML_LI || tree->at[i].tag == HTML_TD)
            return true;
    }
    return false;
}

/* The list around node i (or i itself), or 0. */
static size_t list_around(const struct pick *pick, size_t i)
{
    const struct html_tree *tree = pick->tree;

    for (int steps = 0; i > pick->article && steps < 5;
         steps++, i = tree->at[i].parent) {
        if (tree->at[i].tag == HTML_UL || tree->at[i].tag == HTML_OL)
            return i;
    }
    return 0;
}

/* A sentence of the text leads to the list with a colon: then the text needs
 * it, though all of it be links. */
static bool is_introduced(struct pick *pick, size_t list)
{
    const struct page_leaves *leaves = &pick->leaves;
    size_t low = 0;
    size_t high = leaves->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (leaves->at[middle].last < list)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return false;
    const struct page_leaf *before = &leaves->at[low - 1];
    struct view last = view_trim(pick->tree->at[before->last].text);
    if (before->width < 30 || !view_ends(last, VIEW(":")) ||
        2 * before->link_width > before->width ||
        page_is_heading(pick->tree->at[before->block].tag) ||
        list_around(pick, before->block))
        return false;
    struct view text = page_leaf_text(pick->arena, pick->tree, before, 240);
    return !page_is_label(text, false) &&
           page_ending_of(text, pick->site) == PAGE_ENDING_NONE;
}

static bool is_quoted(const struct pick *pick, const struct page_leaf *leaf)
{
    const struct html_tree *tree = pick->tree;
    size_t i = leaf->block;

    for (; i > pick->article; i = tree->at[i].parent) {
        if (tree->at[i].tag == HTML_BLOCKQUOTE)
            return true;
    }
    return false;
}

static bool is_heading(const struct pick *pick, const struct page_leaf *leaf)
{
    return page_is_heading(pick->tree->at[leaf->block].tag);
}

static struct view text_of(struct pick *pick, const struct page_leaf *leaf)
{
    return page_leaf_text(pick->arena, pick->tree, leaf, 240);
}

static void omit(struct pick *pick, size_t i, const char *reason)
{
    page_leaf_omit(pick->tree, &pick->leaves.at[i], reason);
}

/* Before the first sentence only headings stay, and only those that stand
 * right above it and are not the title again. */
static size_t trim_head(struct pick *pick, const struct metadata *metadata)
{
    struct page_leaves *leaves = &pick->leaves;
    size_t first = 0;

    while (first < leaves->count && !leaves->at[first].good)
        first++;
    if (first == leaves->count)
        return 0;
    size_t keep = first;
    while (keep > 0 && is_heading(pick, &leaves->at[keep - 1]) &&
           pick->tree->at[leaves->at[keep - 1].block].tag != HTML_H1 &&
           !is_linked(&leaves->at[keep - 1]) &&
           !metadata_same_title(text_of(pick, &leaves->at[keep - 1]),
                                metadata->title))
        keep--;
    for (size_t i = 0; i < keep; i++) {
        const struct page_leaf *leaf = &leaves->at[i];

        if (pick->tree->at[leaf->block].tag == HTML_PRE || is_item(pick, leaf))
            continue;
        omit(pick, i, before_text);
    }
    return first;
}

/* The text goes on behind leaf i among the siblings of what stood before it:
 * then leaf i was an inset. */
static bool goes_on(const struct pick *pick, size_t i)
{
    const struct page_leaves *leaves = &pick->leaves;
    const struct html_tree *tree = pick->tree;
    size_t before = i;
    size_t after = i + 1;

    while (before > 0 && !leaves->at[before - 1].good)
        before--;
    while (after < leaves->count && !leaves->at[after].good)
        after++;
    if (before == 0 || after >= leaves->count)
        return false;
    size_t last = leaves->at[before - 1].block;
    size_t next = leaves->at[after].block;
    return tree->at[last].tag == HTML_P && tree->at[next].tag == HTML_P &&
           tree->at[last].parent == tree->at[next].parent;
}

/* Leaf i says that the article is over; seen: percent of the good text before
 * it. */
static bool is_end(struct pick *pick, size_t i, long long seen)
{
    const struct page_leaf *leaf = &pick->leaves.at[i];
    enum page_ending ending = page_ending_of(text_of(pick, leaf), pick->site);

    if (ending == PAGE_ENDING_NONE)
        return false;
    if (is_heading(pick, leaf))
        return ending == PAGE_ENDING_SURE || (seen >= 80 && !goes_on(pick, i));
    if (goes_on(pick, i) || leaf->width > 40)
        return false;
    return ending == PAGE_ENDING_SURE || seen >= 95;
}

/* Where the article is over: at "Comments" once a good part is read, at
 * "Related" only if little text follows. */
static size_t find_tail(struct pick *pick)
{
    struct page_leaves *leaves = &pick->leaves;
    long long total = 0;
    long long seen = 0;

    for (size_t i = 0; i < leaves->count; i++)
        total += leaves->at[i].good ? (long long)leaves->at[i].width : 0;
    for (size_t i = 0; i < leaves->count; i++) {
        const struct page_leaf *leaf = &leaves->at[i];

        if (leaf->good) {
            seen += (long long)leaf->width;
            continue;
        }
        if (leaf->width > 80 || leaf->ends || seen < LITTLE_TEXT ||
            4 * seen < total || is_item(pick, leaf))
            continue;
        if (is_end(pick, i, 100 * seen / (total + 1)))
            return i;
    }
    return leaves->count;
}

/* An item of a list that belongs to the text. */
static bool stays_at_end(struct pick *pick, const struct page_leaf *leaf)
{
    if (!is_item(pick, leaf))
        return false;
    size_t list = is_linked(leaf) ? list_around(pick, leaf->block) : 0;
    return !is_linked(leaf) || (list && is_introduced(pick, list));
}

/* A line between the paragraphs that is none of the article's. */
static bool is_furniture(struct pick *pick, const struct metadata *metadata,
                         size_t i, bool opens)
{
    const struct page_leaf *leaf = &pick->leaves.at[i];
    struct view text = text_of(pick, leaf);
    bool is_sentence = leaf->good && leaf->width >= 60;

    if (page_is_label(text, is_sentence) || page_line_is_template(text) ||
        page_line_is_address(text, metadata->url))
        return true;
    if (is_quoted(pick, leaf))
        return false;
    if (page_line_is_call(text) || (!leaf->ends && page_line_is_credit(text)) ||
        (!leaf->good && page_line_is_reading_time(text)))
        return true;
    if (opens && !leaf->good && page_line_is_date(pick->arena, text))
        return true;
    return is_linked(leaf) && leaf->link_width + 4 >= leaf->width;
}

/* Lists of nothing but "Share", "Print", "E-mail". */
static void drop_label_lists(struct pick *pick)
{
    struct page_leaves *leaves = &pick->leaves;

    for (size_t i = 0; i < leaves->count;) {
        size_t list = list_around(pick, leaves->at[i].block);
        size_t end = i + 1;

        if (!list) {
            i++;
            continue;
        }
        bool all = page_is_label(text_of(pick, &leaves->at[i]), false);
        while (end < leaves->count &&
               list_around(pick, leaves->at[end].block) == list) {
            all = all && page_is_label(text_of(pick, &leaves->at[end]), false);
            end++;
        }
        if (all)
            pick->tree->at[list].omit = label;
        i = end;
    }
}

/* Clutter between the paragraphs, and links and labels at the end. */
static void trim_body(struct pick *pick, const struct metadata *metadata,
                      size_t first, size_t tail)
{
    struct page_leaves *leaves = &pick->leaves;

    for (size_t i = tail; i < leaves->count; i++)
        omit(pick, i, after_text);
    while (tail > first + 1 && tail + 8 > leaves->count &&
           page_is_legal(text_of(pick, &leaves->at[tail - 1])))
        omit(pick, --tail, after_text);
    size_t last = tail;
    while (last > first && !leaves->at[last - 1].good &&
           !stays_at_end(pick, &leaves->at[last - 1]))
        last--;
    for (size_t i = last; i < tail; i++) {
        const struct page_leaf *leaf = &leaves->at[i];
        bool is_code = pick->tree->at[leaf->block].tag == HTML_PRE;

        if (!is_code &&
            (is_linked(leaf) || is_heading(pick, leaf) || !leaf->ends))
            omit(pick, i, after_text);
    }
    for (size_t i = first; i < last; i++) {
        const struct page_leaf *leaf = &leaves->at[i];

        if (is_heading(pick, leaf) || is_item(pick, leaf))
            continue;
        if (is_furniture(pick, metadata, i, i < first + 4))
            omit(pick, i, label);
    }
}

/* Lists and boxes inside the article that hold links and no text. */
static void drop_link_lists(struct pick *pick)
{
    struct html_tree *tree = pick->tree;
    size_t article_end = tree->at[pick->article].end;
    long long *widths = mem_new(2 * tree->count, sizeof *widths);
    long long *links = widths + tree->count;

    for (size_t i = 0; i < pick->leaves.count; i++) {
        const struct page_leaf *leaf = &pick->leaves.at[i];

        widths[leaf->block] += (long long)leaf->width;
        links[leaf->block] += (long long)leaf->link_width;
    }
    for (size_t i = tree->count; i-- > 1;) {
        widths[tree->at[i].parent] += widths[i];
        links[tree->at[i].parent] += links[i];
    }
    for (size_t i = pick->article + 1; i < article_end; i++) {
        struct html_node *node = &tree->at[i];
        bool is_list = node->tag == HTML_UL || node->tag == HTML_OL ||
                       node->tag == HTML_DIV || node->tag == HTML_SECTION;

        if (node->omit || !is_list || widths[i] < 10)
            continue;
        if (10 * links[i] > 8 * widths[i] && 4 * links[i] < pick->good) {
            if (is_introduced(pick, i)) {
                i = node->end - 1;
                continue;
            }
            node->omit = links_only;
            i = node->end - 1;
        }
    }
    free(widths);
}

static void find_leaves(struct pick *pick)
{
    page_leaves_find(pick->arena, pick->tree, &pick->leaves);
    sum_up(pick, true);
    pick->good = pick->sums[0];
}

static void warn(const struct pick *pick, const struct metadata *metadata,
                 const struct log *log, struct view source)
{
    size_t width = 0;
    size_t links = 0;
    bool wall = false;

    for (size_t i = 0; i < pick->leaves.count; i++) {
        const struct page_leaf *leaf = &pick->leaves.at[i];

        width += leaf->width;
        links += leaf->link_width;
        wall = wall ||
               (leaf->width < 200 && page_is_paywall(page_leaf_text(
                                         pick->arena, pick->tree, leaf, 240)));
    }
    if (pick->good < 2LL * SHORT_ARTICLE && (wall || metadata->is_paywalled))
        log_warning(log,
                    "%.*s: the page shows only the beginning of its article "
                    "(the rest is for subscribers)",
                    VIEW_ARG(source));
    else if (pick->good < SHORT_ARTICLE && 2 * links > width)
        log_warning(log,
                    "%.*s: the page is a list of links rather than an "
                    "article",
                    VIEW_ARG(source));
    else if (pick->good == 0)
        log_warning(log, "%.*s: the page holds hardly any text",
                    VIEW_ARG(source));
}

void page_pick(struct arena *arena, struct html_tree *tree,
               size_t title_heading, const struct metadata *metadata,
               const struct log *log, struct view source)
{
    struct pick pick = {.arena = arena,
                        .tree = tree,
                        .title = title_heading,
                        .site = metadata->site};

    pick.sums = mem_new(tree->count, sizeof *pick.sums);
    page_unveil(arena, tree, LITTLE_TEXT);
    find_leaves(&pick);
    if (pick.good < LITTLE_TEXT && page_unveil_noscript(tree))
        find_leaves(&pick);
    warn(&pick, metadata, log, source);
    drop_clutter(&pick);
    drop_captions(&pick);
    find_leaves(&pick);
    if (pick.good >= LITTLE_TEXT) {
        pick.article = choose(&pick);
        pick.article = choose_among_articles(&pick, pick.article);
        drop_outside(&pick);
        drop_link_lists(&pick);
        page_repetition_drop(arena, tree, &pick.leaves);
        drop_label_lists(&pick);
        if (title_heading != SIZE_MAX && !tree->at[title_heading].omit)
            tree->at[title_heading].omit = "title";
        find_leaves(&pick);
        size_t first = trim_head(&pick, metadata);
        size_t tail = find_tail(&pick);
        trim_body(&pick, metadata, first, tail);
    }
    if (title_heading != SIZE_MAX)
        tree->at[title_heading].omit = "title";
    free(pick.sums);
}
