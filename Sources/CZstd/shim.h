// The decompressor of zstd files. A header only: no logic of ours lives in a bridging target.
#ifndef MARKETLAB_CZSTD_SHIM_H
#define MARKETLAB_CZSTD_SHIM_H

#include <zstd.h>

#endif
