#ifndef MARKETLAB_COPENBLAS_SHIM_H
#define MARKETLAB_COPENBLAS_SHIM_H
/* The types of the functions that are looked up in the opened library. Nothing is declared that a
   linker could bind, because a linked OpenBLAS picks its kernel before anyone can pin it. */

typedef const char *(*openblas_text_function)(void);
typedef int (*openblas_count_function)(void);

/* Whether this processor and its operating system run AVX2 code. */
static inline int marketlab_has_avx2(void) {
#if defined(__x86_64__)
  unsigned int a, b, c, d, low, high;
  __asm__("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(0), "c"(0));
  if (a < 7) return 0;
  __asm__("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(1), "c"(0));
  if ((c & (1u << 27)) == 0 || (c & (1u << 28)) == 0 || (c & (1u << 12)) == 0) return 0;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  if ((low & 6) != 6) return 0;
  __asm__("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(7), "c"(0));
  return (b & (1u << 5)) != 0;
#else
  return 0;
#endif
}
#endif
