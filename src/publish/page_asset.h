/* Style and script of the pages, ready to stand in <style> and <script>. */
#ifndef PUBLISH_PAGE_ASSET_H
#define PUBLISH_PAGE_ASSET_H

/* Style of the companion page and the series page: light and dark, forced
 * colours, print, from 320 px up. */
extern const char page_asset_style[];

/* Marks the current sentence, jumps by click and key, sets the speed, keeps the
 * place.  Needs the elements that page.c writes. */
extern const char page_asset_script[];

#endif
