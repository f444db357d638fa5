// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <new>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace reckon::detail {

/// Memory for arrays that may be of a million elements: where one takes 4 MiB or more, Linux is asked for
/// pages of 2 MiB (madvise(2), MADV_HUGEPAGE), since to be handed it by 4 KiB at a time takes longer than to
/// fill it. What it answers changes nothing else. Both sizes are conventions.
template <class T>
struct large_pages {
  using value_type = T;

  static constexpr std::size_t page = std::size_t{2} << 20;
  static constexpr std::size_t large = 2 * page;
  static constexpr std::size_t size = sizeof(T);  // NOLINT(bugprone-sizeof-expression): T may be a pointer

  constexpr large_pages() noexcept = default;
  template <class U>
  constexpr large_pages(const large_pages<U>&) noexcept {}

  /// Errors: std::bad_array_new_length, std::bad_alloc.
  [[nodiscard]] T* allocate(std::size_t count) {
    if (!is_large(count)) return std::allocator<T>().allocate(count);
    const std::size_t bytes = count * size;
    void* const memory = ::operator new (bytes, std::align_val_t{page});
#if defined(MADV_HUGEPAGE)
    madvise(memory, bytes, MADV_HUGEPAGE);
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) noexcept {
    if (!is_large(count)) return std::allocator<T>().deallocate(memory, count);
    ::operator delete (memory, std::align_val_t{page});
  }

  friend constexpr bool operator==(const large_pages&, const large_pages&) noexcept { return true; }

 private:
  /// What is too much for any memory is left to std::allocator to refuse.
  static constexpr bool is_large(std::size_t count) noexcept {
    constexpr auto most = static_cast<std::size_t>((std::numeric_limits<std::ptrdiff_t>::max)());
    return count >= large / size && count <= most / size;
  }
};

/// A vector that may grow to millions of elements.
template <class T>
using large_vector = std::vector<T, large_pages<T>>;

}  // namespace reckon::detail
