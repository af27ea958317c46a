#include "pipeline/publishing.h"

#include "base/atomic_file.h"
#include "base/atomic_folder.h"
#include "pipeline/file_name.h"

#include <sys/stat.h>

struct side_file {
    const struct publish_output *output;
    struct view path;
    struct atomic_file file;     /* unless the output is a folder */
    struct atomic_folder folder; /* if it is */
};

static bool unknown(struct view name, struct err *err)
{
    struct buf names = {0};

    for (size_t i = 0; i < publish_output_count; i++)
        buf_addf(&names, "%s, ", publish_outputs[i].name);
    err_set_kind(err, ERR_USAGE, "--write: \"%.*s\" is none of %sor none",
                 VIEW_ARG(name), buf_string(&names));
    buf_release(&names);
    return false;
}

bool publishing_check(struct view names, bool is_mp3, struct err *err)
{
    if (view_equal(names, VIEW("none")))
        return true;
    while (names.size > 0) {
        struct view name = view_trim(view_cut(&names, ','));
        const struct publish_output *output = publish_find(name);

        if (!output)
            return unknown(name, err);
        if (output->needs_audio && !is_mp3)
            return err_set_kind(err, ERR_USAGE,
                                "--write %s needs an MP3; choose an output "
                                "that ends in .mp3",
                                output->name);
    }
    return true;
}

static bool write_bytes(struct side_file *side,
                        const struct publish_request *request, struct err *err)
{
    struct buf out = {0};
    bool ok = side->output->write(request, &out, err) &&
              atomic_file_write(&side->file, buf_view(&out), err);

    buf_release(&out);
    return ok;
}

static bool write_output(struct side_file *side,
                         const struct publish_request *request, struct err *err)
{
    const struct publish_output *output = side->output;

    if (output->write_folder)
        return atomic_folder_open(&side->folder, side->path.data, err) &&
               output->write_folder(request, side->folder.temporary, err);
    if (!atomic_file_open(&side->file, side->path.data, err))
        return false;
    bool ok = output->write
                  ? write_bytes(side, request, err)
                  : output->write_file(request, side->file.temporary, err);
    return ok && atomic_file_finish(&side->file, err);
}

bool publishing_spares_file(const char *output, const char *input,
                            struct err *err)
{
    struct stat theirs;
    struct stat ours;

    if (stat(input, &theirs) != 0 || stat(output, &ours) != 0 ||
        theirs.st_dev != ours.st_dev || theirs.st_ino != ours.st_ino)
        return true;
    return err_set(err,
                   "%s: would be replaced by the output %s; choose another "
                   "name or folder with -o",
                   input, output);
}

bool publishing_spares(struct arena *arena, struct view names,
                       struct view audio_path, const char *input,
                       struct err *err)
{
    if (!publishing_spares_file(arena_copy(arena, audio_path).data, input, err))
        return false;
    if (view_equal(names, VIEW("none")))
        return true;
    while (names.size > 0) {
        struct view name = view_trim(view_cut(&names, ','));
        struct view path = file_name_with_ending(arena, audio_path,
                                                 publish_find(name)->ending);

        if (!publishing_spares_file(path.data, input, err))
            return false;
    }
    return true;
}

bool publishing_shows_cover(struct view names)
{
    while (names.size > 0) {
        struct view name = view_trim(view_cut(&names, ','));
        const struct publish_output *output = publish_find(name);

        if (output && output->shows_cover)
            return true;
    }
    return false;
}

bool publishing_write(struct arena *arena, struct view names,
                      struct view audio_path,
                      const struct publish_request *request,
                      struct side_files *files, struct err *err)
{
    bool chosen = !view_equal(names, VIEW(PUBLISHING_USUAL));

    if (view_equal(names, VIEW("none")))
        return true;
    while (names.size > 0) {
        struct view name = view_trim(view_cut(&names, ','));
        const struct publish_output *output = publish_find(name);

        if (output->wanted && !output->wanted(request)) {
            if (chosen)
                log_note(request->log, "no %s: it would say nothing",
                         output->name);
            continue;
        }
        struct side_file *side = ARENA_PUSH(arena, files);
        side->file.fd = -1;
        side->output = output;
        side->path =
            file_name_with_ending(arena, audio_path, side->output->ending);
        if (!write_output(side, request, err))
            return false;
    }
    return true;
}

bool publishing_place(struct side_files *files, struct err *err)
{
    for (size_t i = 0; i < files->count; i++) {
        struct side_file *side = &files->at[i];

        if (side->output->write_folder
                ? !atomic_folder_place(&side->folder, err)
                : !atomic_file_place(&side->file, err))
            return false;
    }
    return true;
}

void publishing_commit(struct side_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        atomic_file_commit(&files->at[i].file);
        atomic_folder_commit(&files->at[i].folder);
    }
}

void publishing_abandon(struct side_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        atomic_file_abandon(&files->at[i].file);
        atomic_folder_abandon(&files->at[i].folder);
    }
}

struct view publishing_path(const struct side_files *files, size_t i,
                            uint64_t *bytes)
{
    const struct side_file *side = &files->at[i];
    struct stat status;

    *bytes = 0;
    if (!side->output->write_folder && stat(side->path.data, &status) == 0)
        *bytes = (uint64_t)status.st_size;
    return side->path;
}
