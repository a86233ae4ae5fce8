#ifndef MARKETLAB_CCRYPTO_SHIM_H
#define MARKETLAB_CCRYPTO_SHIM_H
/* The SHA256_* functions keep their whole state in a plain structure, which a fork can copy.
   OpenSSL 3 marks them deprecated in favour of EVP handles, which cannot be copied as values. */
#define OPENSSL_SUPPRESS_DEPRECATED 1
#include <openssl/opensslv.h>
#include <openssl/sha.h>
#endif
