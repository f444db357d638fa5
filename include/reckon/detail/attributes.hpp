// SPDX-License-Identifier: BSL-1.0
#pragma once

/// A function that is called once in a long while: kept out of line, so that the usual path stays short.
#if defined(__GNUC__)
#define RECKON_COLD [[gnu::noinline, gnu::cold]]
#else
#define RECKON_COLD
#endif

/// A function that is kept out of line where its callers are not.
#if defined(__GNUC__)
#define RECKON_NOINLINE [[gnu::noinline]]
#else
#define RECKON_NOINLINE
#endif

/// A function whose body must not be shared between translation units that are compiled with different flags.
#if defined(__GNUC__)
#define RECKON_ALWAYS_INLINE [[gnu::always_inline]]
#else
#define RECKON_ALWAYS_INLINE
#endif
