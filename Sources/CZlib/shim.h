// The decompressor of gzip files. A header only: no logic of ours lives in a bridging target.
#ifndef MARKETLAB_CZLIB_SHIM_H
#define MARKETLAB_CZLIB_SHIM_H

#include <zlib.h>

#endif
