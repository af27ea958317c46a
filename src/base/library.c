#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

bool library_open(const char *file, const char *const names[], size_t count,
                  void *functions, struct err *err)
{
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);

    if (!library)
        return err_set(err, "the library %s cannot be opened: %s; install it",
                       file, dlerror());
    for (size_t i = 0; i < count; i++) {
        void *address = dlsym(library, names[i]);

        if (!address)
            return err_set(err,
                           "the library %s has no %s; install the version "
                           "that briefcast was built with",
                           file, names[i]);
        /* C does not convert between addresses of data and of functions;
         * POSIX has them alike (dlsym, application usage). */
        memcpy((char *)functions + i * sizeof address, &address,
               sizeof address);
    }
    return true;
}
