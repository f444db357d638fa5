// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/eight_bytes.hpp>
#include <reckon/phrase/reading.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace reckon::detail::words {

/// A stretch of a text that says a few bytes again and again: what a scan has read there once it need not
/// read again.
///
/// Where a scan goes on is all that it takes from what it has read before, and it never looks further from
/// there than some hundred words. Between words alike for that distance it finds what it found before.
class repetition {
 public:
  /// Whether the mention behind a place from which the scan goes on is known. It is read, and the place moved
  /// behind it; or only moved, to where the next mention can stand at the earliest.
  [[nodiscard]] constexpr bool read(std::string_view text, std::size_t& at, reading& said) noexcept {
    return --left_ == 0 && read_alike(text, at, said);
  }

  /// Takes note of a mention that was read by others.
  constexpr void note(const reading& said) noexcept {
    if (period_ != 0) keep(said);
  }

 private:
  RECKON_NOINLINE [[nodiscard]] constexpr bool read_alike(std::string_view text, std::size_t& at,
                                                          reading& said) noexcept {
    left_ = 1;
    if (period_ == 0) {
      begin(text, at);
    } else if (length_ == 0) {
      at = go_on(text, at);
    }
    if (length_ == 0 || !read_next(text, said)) return false;
    at = said.end;
    return true;
  }

  RECKON_NOINLINE constexpr void keep(const reading& said) noexcept {
    if (count_ == most_mentions) return stop();
    mentions_[count_++] = said;
  }

  /// Nothing is known.
  constexpr void stop() noexcept {
    period_ = length_ = 0;
    left_ = interval;
  }

  /// Looks for a repetition around this place.
  constexpr void begin(std::string_view text, std::size_t at) noexcept {
    left_ = interval;
    if (at < margin || text.size() - at < margin) return;
    const std::uint64_t here = eight_bytes(text, at);
    for (std::size_t period = 1; period <= longest; ++period) {
      if (eight_bytes(text, at - period) != here ||
          !is_alike(text, at - margin + period, at + margin, period))
        continue;
      if (!has_end_of_word(text.substr(at, period + 1))) return;
      first_ = at;
      alike_ = at + margin;
      period_ = period;
      count_ = 0;
      left_ = 1;
      return;
    }
  }

  /// Whether each byte from one place to another is that which stands so many before it.
  [[nodiscard]] static constexpr bool is_alike(std::string_view text, std::size_t from, std::size_t to,
                                               std::size_t period) noexcept {
    return text.substr(from, to - from) == text.substr(from - period, to - from);
  }

  /// Whether a byte here, or two marks beside each other, end whatever can be a word or a number, so that
  /// none is longer than these bytes.
  [[nodiscard]] static constexpr bool has_end_of_word(std::string_view bytes) noexcept {
    constexpr std::string_view marks = ",.':/-_";
    bool behind_mark = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const char c = bytes[i];
      const bool ascii = static_cast<unsigned char>(c) < 0x80;
      const bool mark = ascii && marks.find(c) != std::string_view::npos;
      if (mark && behind_mark) return true;
      if (ascii ? !mark && !is_ascii_letter(c) && !is_digit(c) : wide_space_at(bytes, i) != 0) return true;
      behind_mark = mark;
    }
    return false;
  }

  /// Ends what is read once when the scan goes on as it did at the beginning.
  [[nodiscard]] constexpr std::size_t go_on(std::string_view text, std::size_t at) noexcept {
    const std::size_t length = at - first_;
    if (length > most_bytes || !reaches(text, at + margin)) {
      stop();
      return at;
    }
    if (length == 0 || length % period_ != 0) return at;
    if (count_ != 0) {
      length_ = length;
      next_ = 0;
      for (std::size_t i = 0; i < count_; ++i) move(mentions_[i]);
      return at;
    }
    while (reaches(text, alike_ + 1)) {
    }
    stop();
    const std::size_t known = alike_ - margin;
    return known < at ? at : known - (known - at) % length;
  }

  /// Whether the repetition goes on up to this place; it is looked for in steps, the last of which may end
  /// before it does.
  [[nodiscard]] constexpr bool reaches(std::string_view text, std::size_t place) noexcept {
    constexpr std::size_t step = 1024;
    while (alike_ < place) {
      if (text.size() - alike_ < step || !is_alike(text, alike_, alike_ + step, period_)) return false;
      alike_ += step;
    }
    return true;
  }

  [[nodiscard]] constexpr bool read_next(std::string_view text, reading& said) noexcept {
    reading& next = mentions_[next_];
    if (!reaches(text, next.end + margin)) {
      stop();
      return false;
    }
    said = next;
    move(next);
    next_ = next_ + 1 == count_ ? 0 : next_ + 1;
    return true;
  }

  /// Moves a mention to where it is found next.
  constexpr void move(reading& said) const noexcept {
    said.begin += length_;
    said.first += length_;
    said.end += length_;
    for (std::string_view* words : {&said.hedge, &said.unit, &said.noun}) {
      if (!words->empty()) *words = std::string_view(words->data() + length_, words->size());
    }
  }

  static constexpr std::size_t interval = 256;     ///< of the places where a repetition is looked for
  static constexpr std::size_t longest = 64;       ///< that is said again and again, in bytes
  static constexpr std::size_t margin = 8192;      ///< further from a place nothing is looked at
  static constexpr std::size_t most_bytes = 512;   ///< that are read before the scan goes on as it did
  static constexpr std::size_t most_mentions = 4;  ///< in those

  std::size_t left_ = interval;  ///< places until a repetition is looked for, or 1 in one
  std::size_t period_ = 0;       ///< of the repetition that the scan is in, else 0
  std::size_t first_ = 0;        ///< where it was found
  std::size_t alike_ = 0;        ///< up to where it is known to go on
  std::size_t length_ = 0;       ///< of what has been read once, if it has been to the end
  std::size_t count_ = 0;        ///< of the mentions in it
  std::size_t next_ = 0;         ///< of them
  std::array<reading, most_mentions> mentions_{};
};

}  // namespace reckon::detail::words
