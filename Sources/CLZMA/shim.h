// The decompressor of xz files. A header only: no logic of ours lives in a bridging target.
#ifndef MARKETLAB_CLZMA_SHIM_H
#define MARKETLAB_CLZMA_SHIM_H

#include <lzma.h>

#endif
