// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <atomic>
#include <memory>

namespace reckon::detail {

/// Something worked out from an immutable object, and kept with it. It answers from several threads.
struct memo {
  memo() = default;
  memo(const memo&) = default;
  memo(memo&&) = default;
  memo& operator=(const memo&) = delete;
  virtual ~memo() = default;
};

/// A place for one memo, that of whichever thread comes first.
class memo_slot {
 public:
  memo_slot() = default;
  memo_slot(const memo_slot&) = delete;
  memo_slot& operator=(const memo_slot&) = delete;
  ~memo_slot() { delete kept_.load(std::memory_order_relaxed); }

  /// The memo, if there is one.
  [[nodiscard]] const memo* find() const noexcept { return kept_.load(std::memory_order_acquire); }

  /// The memo that is kept: `made`, or the one that came before it.
  const memo& keep(std::unique_ptr<const memo> made) const noexcept {
    const memo* known = nullptr;
    if (!kept_.compare_exchange_strong(known, made.get(), std::memory_order_acq_rel,
                                       std::memory_order_acquire))
      return *known;
    return *made.release();
  }

 private:
  mutable std::atomic<const memo*> kept_{nullptr};
};

}  // namespace reckon::detail
