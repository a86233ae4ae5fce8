#ifndef MARKETLAB_CYAML_SHIM_H
#define MARKETLAB_CYAML_SHIM_H
#include <yaml.h>
#endif
