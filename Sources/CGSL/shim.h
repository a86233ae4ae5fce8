#ifndef MARKETLAB_CGSL_SHIM_H
#define MARKETLAB_CGSL_SHIM_H
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf.h>
#include <gsl/gsl_version.h>

/* A global variable of C is not safe to read from Swift; its value is. */
static inline const gsl_multimin_fminimizer_type *marketlab_gsl_simplex(void) {
  return gsl_multimin_fminimizer_nmsimplex2;
}
#endif
