// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/behind.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/digits.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/no_quantity.hpp>
#include <reckon/phrase/noun.hpp>
#include <reckon/phrase/number_words.hpp>
#include <reckon/phrase/prefix.hpp>
#include <reckon/phrase/prose.hpp>
#include <reckon/phrase/reading.hpp>
#include <reckon/phrase/row.hpp>
#include <reckon/phrase/scan_memory.hpp>
#include <reckon/phrase/units.hpp>
#include <reckon/phrase/vague.hpp>
#include <reckon/phrase/words_before.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Numbers in plain surroundings, as most numbers of a text have them: read without the grammar, to the same
/// result.
///
/// Nothing that could belong to the number stands before it, and nothing behind it but another end, a unit or
/// a noun. A place where anything else could matter is left to the grammar.
namespace reckon::detail::words {

/// Reads the mention whose number, or the fraction sign of it, stands at a core.
class plain_reader {
 public:
  /// What came of it.
  enum class outcome : unsigned char {
    unknown,  ///< for the grammar to tell; what was to be read is in any state
    found,
    nothing,  ///< no mention begins there
  };

  constexpr plain_reader(std::string_view text, std::size_t core, scan_memory& known) noexcept
      : text_(text), core_(core), known_(known) {}

  /// Reads a mention that begins at the core.
  [[nodiscard]] constexpr outcome read(reading& said) noexcept {
    if (core_ == 0 || !opens_plainly(text_, core_)) return outcome::unknown;
    if (!read_core()) return is_beside_month() || is_lone_year() ? outcome::nothing : outcome::unknown;
    if (next_ == behind::more &&
        !((in_digits_ && read_upper_end()) || read_unit() || (in_digits_ && read_scale())) &&
        !is_left_alone())
      return outcome::unknown;
    if (!is_spared() || !read_noun() || is_drawn_on(skip_spaces(text_, behind_value())))
      return is_beside_month() ? outcome::nothing : outcome::unknown;
    write(said);
    // "one" is a pronoun where it counts nothing.
    const bool one = !in_digits_ && lower_.value == decimal{1, 0};
    if (one && is_idle_word(text_, said, word_ending_before(text_, core_, known_.words)))
      return outcome::nothing;
    return outcome::found;
  }

  /// Reads a range that begins with this "between" or "from", behind which the core stands.
  [[nodiscard]] constexpr outcome read_range(std::size_t begin, const prefix_match& prefix,
                                             reading& said) noexcept {
    const bool between = prefix.entry.role == prefix_role::between;
    const std::size_t first = skip_spaces(text_, prefix.end);
    const bool money = byte_at(text_, first) == '$' && first + 1 == core_;
    if ((!between && prefix.entry.role != prefix_role::from) || (first != core_ && !money) || begin == 0 ||
        !opens_plainly(text_, begin) || !is_digit(byte_at(text_, core_)) ||
        !(money ? read_digits_of_money() : read_core()) || text_[end_] != ' ')
      return outcome::unknown;
    std::size_t join = between ? idiom_at(text_, end_ + 1, "and") : 0;
    if (join == 0) join = longest_idiom(text_, end_ + 1, joins).end;
    if (join == 0 || byte_at(text_, join) != ' ') return outcome::unknown;
    const std::size_t at = money ? join + 2 : join + 1;
    if (money && byte_at(text_, join + 1) != '$') return outcome::unknown;
    if (!money && lacks_number(at)) return outcome::nothing;
    if (!is_digit(byte_at(text_, at)) || !read_upper_at(at)) return outcome::unknown;
    if (money) {
      unit_ = first;
      unit_size_ = 1;
    }
    const word_before before = word_ending_before(text_, begin, known_.words);
    constexpr std::uint32_t others = words_before::of_age | words_before::past | words_before::month |
                                     words_before::date_link | words_before::word_year;
    if (before.is(others) || before.begins_with_digit() || !ends_plainly(text_, end_) || !read_noun() ||
        is_drawn_on(skip_spaces(text_, behind_value())))
      return outcome::unknown;
    write(said);
    said.begin = begin;
    said.first = first;
    return outcome::found;
  }

  /// Reads "rose from 5 to 6 percent", which begins with a verb that ends here, "from" and the core behind
  /// it.
  [[nodiscard]] constexpr outcome read_change(std::size_t begin, std::size_t verb_end,
                                              reading& said) noexcept {
    if (read_ends_of_change(begin, verb_end)) {
      write(said);
      said.kind = phrase_kind::change;
      said.begin = begin;
      said.first = core_;
      return outcome::found;
    }
    return lacks_end_ ? outcome::nothing : outcome::unknown;
  }

  /// Reads an amount that one vague plural or two tell: "hundreds of people", "tens of thousands".
  [[nodiscard]] constexpr bool read_vague_amount(reading& said) noexcept {
    if (core_ == 0 || !opens_plainly(text_, core_)) return false;
    const vague_result amount = read_vague_plural(text_, core_);
    if (amount.word == vague_word::none) return false;
    const bool bare = amount.unit.digits == 1 && amount.unit.exponent == 0;
    if (bare && (amount.word == vague_word::scores || amount.word == vague_word::tens)) return false;
    end_ = amount.end;
    next_ = what_stands_behind(text_, end_, false);
    if (next_ == behind::more || !ends_plainly(text_, end_)) return false;
    const word_before before = word_ending_before(text_, core_, known_.words);
    // No other word makes a vague amount an age.
    if (before.is(words_before::aged | words_before::past) || before.begins_with_digit()) return false;
    const std::size_t p = skip_spaces(text_, text_[end_] == ',' ? end_ + 1 : end_);
    if (longest_idiom(text_, p, surmises).found() || !read_noun()) return false;
    if (before.is(words_before::of_age) && may_name_hour_at(text_, skip_spaces(text_, behind_value())))
      return false;
    said = {};
    said.kind = phrase_kind::vague;
    said.vague = amount.word;
    said.vague_unit = amount.unit;
    said.count = true;
    said.begin = said.first = core_;
    write_noun(said);
    return true;
  }

  /// Reads a mention that begins with this currency sign, behind which the core stands: "$5".
  [[nodiscard]] constexpr bool read_money(std::size_t begin, reading& said) noexcept {
    if (text_[begin] != '$' || begin + 1 != core_ || begin == 0 || !opens_plainly(text_, begin)) return false;
    if (!read_digits_of_money() || idiom_at(text_, skip_spaces(text_, end_), "and") != 0) return false;
    if ((next_ == behind::more && !read_scale()) || !ends_plainly(text_, end_)) return false;
    const word_before before = word_ending_before(text_, begin, known_.words);
    if (before.is(words_before::past)) return false;
    if (before.begins_with_digit() && is_telephone_part(text_, before.begin)) return false;
    unit_ = begin;
    unit_size_ = 1;
    if (!read_noun() || is_drawn_on(skip_spaces(text_, behind_value()))) return false;
    write(said);
    said.begin = said.first = begin;
    return true;
  }

  /// Reads a mention that begins with this hedge or bound, behind which the core stands.
  [[nodiscard]] constexpr bool read_behind(std::size_t begin, const prefix_match& prefix,
                                           reading& said) noexcept {
    const bool bound = prefix.entry.role == prefix_role::bound;
    if ((!bound && prefix.entry.role != prefix_role::hedge) || skip_spaces(text_, prefix.end) != core_)
      return false;
    if (begin != 0 && text_[begin - 1] != ' ' && text_[begin - 1] != '\n') return false;
    if (!read_core() || (next_ == behind::more && !read_unit() && !(in_digits_ && read_scale())))
      return false;
    const word_before before = word_ending_before(text_, begin, known_.words);
    // Behind a hedge or a bound no other word makes digits an age: "children under five", "aged about 6".
    constexpr std::uint32_t ages = words_before::aged | words_before::people;
    if (before.is((in_digits_ ? ages : words_before::of_age) | words_before::past)) return false;
    if (before.begins_with_digit() && is_telephone_part(text_, before.begin)) return false;
    if (!ends_plainly(text_, end_) || !read_noun()) return false;
    const std::size_t after = skip_spaces(text_, behind_value());
    // "around 1200 BC", "about 9 p.m."
    if (is_drawn_on(after)) return false;
    if (bound && is_bounded_again(prefix.entry.bound)) return false;
    write(said);
    said.begin = begin;
    if (bound) {
      said.bound = prefix.entry.bound;
      said.point = {};
      settle_bound(said);
    } else {
      said.hedged = prefix.entry.hedge;
      said.hedge = text_.substr(begin, prefix.end - begin);
      const bool exact = said.hedged == hedge_sense::none || said.hedged == hedge_sense::exactly;
      said.kind = exact ? phrase_kind::exact : phrase_kind::approximate;
    }
    return true;
  }

 private:
  /// Whether the digits at this place may be those of a code or of a year.
  [[nodiscard]] constexpr bool may_be_code(std::size_t at) const noexcept {
    return text_[at] == '0' || (is_digit(byte_at(text_, at + 3)) && is_year(text_.substr(at, 5)));
  }

  constexpr bool read_core() noexcept {
    const char c = byte_at(text_, core_);
    in_digits_ = is_digit(c);
    if (in_digits_) return read_digits_at_core();
    return is_ascii_letter(c) ? read_word_at_core() : read_sign_at_core();
  }

  constexpr bool read_sign_at_core() noexcept {
    const fraction_sign* sign = fraction_sign_at(text_, core_);
    if (sign == nullptr) return false;
    const ratio_value& value = value_of(sign);
    lower_.value = value.value;
    lower_.place = value.place.exponent;
    end_ = core_ + sign->length;
    next_ = what_stands_behind(text_, end_, false);
    return next_ != behind::more;
  }

  constexpr bool read_digits_of_money() noexcept {
    in_digits_ = is_digit(byte_at(text_, core_));
    if (!in_digits_) return false;
    if (!read_plain_digits(text_, core_, lower_)) return false;
    end_ = lower_.end;
    next_ = what_stands_behind(text_, end_, false);
    return true;
  }

  /// Reads the numbers of a change, their unit and noun.
  constexpr bool read_ends_of_change(std::size_t begin, std::size_t verb_end) noexcept {
    if (begin == 0 || !opens_plainly(text_, begin) || byte_at(text_, verb_end) != ' ') return false;
    const std::size_t from = idiom_at(text_, verb_end + 1, "from");
    if (from == 0 || from + 1 != core_ || text_[from] != ' ' || !read_end_of_change(core_, lower_))
      return false;
    const std::size_t unit = unit_;
    const std::size_t unit_size = unit_size_;
    unit_size_ = 0;
    if (!stands_at(text_, end_, " to ")) return false;
    const std::size_t at = end_ + 4;
    constexpr std::uint16_t any = prefix_words::value | prefix_words::listed | prefix_words::any_comparison;
    lacks_end_ = unit_size == 0 && is_ascii_letter(byte_at(text_, at)) && idiom_at(text_, at, "plus") == 0 &&
                 (prefix_words::roles_at(text_, at) & any) == 0;
    if (!read_end_of_change(at, upper_)) return false;
    const bool same =
        unit_size == unit_size_ && text_.substr(unit, unit_size) == text_.substr(unit_, unit_size_);
    if (unit_size != 0 && !same) return false;
    if (next_ == behind::more || !ends_plainly(text_, end_) || lower_.groups != 0 || upper_.groups != 0)
      return false;
    const word_before before = word_ending_before(text_, begin, known_.words);
    if (before.is(words_before::of_age | words_before::past) || before.begins_with_digit()) return false;
    // Without a unit either end may be a year.
    return unit_size_ != 0 && read_noun() && !is_drawn_on(skip_spaces(text_, behind_value()));
  }

  /// Reads one end of a change with its unit.
  constexpr bool read_end_of_change(std::size_t at, plain_digits& number) noexcept {
    if (!is_digit(byte_at(text_, at))) return false;
    if (!read_plain_digits(text_, at, number)) return false;
    end_ = number.end;
    next_ = what_stands_behind(text_, end_, false);
    if (next_ != behind::more || stands_at(text_, end_, " to ")) return true;
    const bool percent = text_[end_] == '%';
    unit_ = percent ? end_ : end_ + 1;
    if (!percent && (text_[end_] != ' ' || !is_ascii_letter(byte_at(text_, unit_)))) return false;
    const auto unit = unit_at(text_, unit_);
    if (!unit.found() || unit.entry->kind == unit_class::currency || (!percent && unit.end - unit_ < 3))
      return false;
    unit_size_ = unit.end - unit_;
    end_ = unit.end;
    next_ = what_stands_behind(text_, end_, false);
    return true;
  }

  /// The exponent of a scale from a lakh on in small letters, behind which nothing belongs to the number:
  /// "3.5 billion"; it becomes the end of the mention. Else 0.
  [[nodiscard]] constexpr int scale_behind(std::size_t end) noexcept {
    const std::size_t p = end + 1;
    const char initial = byte_at(text_, p);
    if (text_[end] != ' ' || initial < 'a' || initial > 'z') return 0;
    if ((words_behind::at(text_, p) & words_behind::scale) == 0) return 0;
    const auto scale = scale_at(text_, p);
    if (!scale.found() || scale.entry->value.digits != 1 || scale.entry->value.exponent < 5) return 0;
    next_ = what_stands_behind(text_, scale.end, false);
    // Behind a comma a range has no third number.
    if (next_ == behind::more && upper_.end != 0 && byte_at(text_, scale.end) == ',') next_ = behind::nothing;
    if (next_ == behind::more) return 0;
    end_ = scale.end;
    return scale.entry->value.exponent;
  }

  constexpr bool read_scale() noexcept {
    if (lower_.value.digits == 0) return false;
    const int exponent = scale_behind(lower_.end);
    scale(lower_, exponent);
    return exponent != 0;
  }

  constexpr void scale(plain_digits& number, int exponent) noexcept {
    number.value.exponent += exponent;
    number.place += exponent;
    scaled_ = scaled_ || exponent != 0;
  }

  constexpr bool read_digits_at_core() noexcept {
    if (!read_plain_digits(text_, core_, lower_)) return false;
    end_ = lower_.end;
    next_ = what_stands_behind(text_, end_, false);
    return !may_be_code(core_);
  }

  /// Reads a number word that no other word goes on with: "seven", "twenty-one", but not "two thirds".
  constexpr bool read_word_at_core() noexcept {
    auto word = word_of(text_, core_, number_words);
    if (!word.found() || word.entry->value == 0) return false;
    unsigned value = word.entry->value;
    if (value >= 20) {
      const std::size_t p = next_word(text_, word.end);
      if (may_be_at(text_, p, prefix_words::number)) {
        word = word_of(text_, p, number_words);
        if (!word.found() || word.entry->value == 0 || word.entry->value > 9) return false;
        value += word.entry->value;
      }
    }
    const char mark = byte_at(text_, word.end);
    if (mark != ' ' && mark != '.' && mark != ',' && mark != '\n') return false;
    const std::size_t p = skip_spaces(text_, word.end);
    const std::uint16_t next = is_ascii_letter(byte_at(text_, p)) ? prefix_words::roles_at(text_, p) : 0;
    if ((next & (prefix_words::scale | prefix_words::part)) != 0) return false;
    if ((next & prefix_words::number) != 0 && compound_part_at(text_, p).end != 0) return false;
    lower_.value = stripped({value, 0});
    lower_.place = lower_.value.exponent;
    end_ = word.end;
    next_ = what_stands_behind(text_, end_, false);
    return true;
  }

  /// Reads the upper end of "5 to 6" or "5–6".
  constexpr bool read_upper_end() noexcept {
    std::size_t at = end_;
    if (text_[at] == ' ') {
      if (byte_at(text_, at + 1) != 't' || byte_at(text_, at + 2) != 'o' || byte_at(text_, at + 3) != ' ')
        return false;
      at += 4;
    } else {
      at += dash_at(text_, at);
      if (at == end_) return false;
      by_dash_ = true;
    }
    return is_digit(byte_at(text_, at)) && read_upper_at(at);
  }

  constexpr bool read_upper_at(std::size_t at) noexcept {
    if (!read_plain_digits(text_, at, upper_) || upper_.groups != 0 || lower_.groups != 0 ||
        may_be_code(at) || !less(lower_.value, upper_.value))
      return false;
    next_ = what_stands_behind(text_, upper_.end, false);
    if (next_ == behind::more && byte_at(text_, upper_.end) == ',') next_ = behind::nothing;
    if (next_ != behind::more) {
      end_ = upper_.end;
      return true;
    }
    // The scale of "2 to 3 million" is that of both.
    if (lower_.value.digits == 0 || !less(lower_.value, {1, 3})) return false;
    const int exponent = scale_behind(upper_.end);
    scale(lower_, exponent);
    scale(upper_, exponent);
    return exponent != 0;
  }

  /// Whether the digits are the day of a month beside them, or the year behind one, and nothing else.
  [[nodiscard]] constexpr bool is_beside_month() const noexcept {
    if (!in_digits_ || lower_.end == 0 || upper_.end != 0 || unit_size_ != 0 || scaled_ ||
        lower_.groups != 0 || lower_.place < 0 || !is_day_or_year(text_.substr(core_, 8)))
      return false;
    const word_before before = word_ending_before(text_, core_, known_.words);
    if (is_month(before) && text_[before.begin + before.word.size()] == ' ' && next_ != behind::noun)
      return next_ != behind::more;
    if (next_ != behind::noun || text_[lower_.end] != ' ' || !is_capital(text_[lower_.end + 1])) return false;
    const std::size_t month_end = letters_end(text_, lower_.end + 1);
    // "10 April-May", "10 April or more" are for the grammar.
    return is_month(text_.substr(lower_.end + 1, month_end - lower_.end - 1)) &&
           ends_plainly(text_, month_end) && letter_at(text_, skip_spaces(text_, month_end)) == 0 &&
           !tail_at(text_, month_end).found();
  }

  /// Whether the digits are those of a year about now, behind which no word stands: "in 2018.", "1914, 1918".
  [[nodiscard]] constexpr bool is_lone_year() const noexcept {
    return in_digits_ && next_ == behind::nothing && lower_.end == core_ + 4 && is_modern_year(text_, core_);
  }

  /// Whether the word at this place begins no number, not even behind a hedge.
  [[nodiscard]] constexpr bool lacks_number(std::size_t at) noexcept {
    if (!is_ascii_letter(byte_at(text_, at))) return false;
    const std::uint16_t roles = prefix_words::roles_at(text_, at);
    if ((roles & prefix_words::value) != 0 || idiom_at(text_, at, "plus") != 0) return false;
    const prefix_match prefix = prefix_at(text_, at, &known_.prefixes);
    return !prefix.found() || prefix.entry.role != prefix_role::hedge;
  }

  /// Whether a comma, or "to", stands behind the number and joins it to none.
  constexpr bool is_left_alone() noexcept {
    next_ = behind::nothing;
    if (byte_at(text_, end_ + 1) == ' ' && text_[end_] == ',') {
      const std::size_t p = end_ + 2;
      const char c = byte_at(text_, p);
      if (!is_digit(c) && !is_ascii_letter(c)) return false;
      if (is_ascii_letter(c) && (words_behind::at(text_, p) & words_behind::tolerance) != 0) return false;
      if (idiom_at(text_, p, "or") != 0) return false;
      return !may_open_number(text_, p) || !is_either_ahead(text_, p, known_.either);
    }
    if (text_[end_] != ' ' || idiom_at(text_, end_ + 1, "to") == 0) return false;
    const std::size_t to = longest_idiom(text_, end_ + 1, joins).end;
    return to == end_ + 3 && byte_at(text_, to) == ' ' && lacks_number(to + 1);
  }

  /// Reads the unit behind one space, or the sign of a percentage.
  constexpr bool read_unit() noexcept {
    const bool percent = text_[end_] == '%';
    const std::size_t p = percent ? end_ : end_ + 1;
    if (!percent) {
      if (text_[end_] != ' ' || !is_ascii_letter(byte_at(text_, p))) return false;
      constexpr std::uint16_t others = words_behind::scale | words_behind::join | words_behind::tail |
                                       words_behind::tolerance | words_behind::sign | words_behind::link;
      if ((words_behind::at(text_, p) & others) != 0) return false;
    }
    const auto unit = unit_at(text_, p);
    // "5 m" may be millions, and "5 C" be part of an address.
    if (!unit.found() || (!percent && unit.end - p < 2)) return false;
    // "42 dollars and 10 cents"
    if (unit.entry->kind == unit_class::currency && may_be_divided(unit.end)) return false;
    next_ = what_stands_behind(text_, unit.end, false);
    if (next_ == behind::more && !is_item_apart(unit.end)) return false;
    unit_ = p;
    unit_size_ = unit.end - p;
    end_ = unit.end;
    return true;
  }

  /// Whether hundredths of money may stand behind it.
  [[nodiscard]] constexpr bool may_be_divided(std::size_t end) const noexcept {
    const std::size_t p = skip_spaces(text_, end);
    return is_digit(byte_at(text_, p)) || idiom_at(text_, p, "and") != 0 ||
           may_be_at(text_, p, prefix_words::number);
  }

  /// Whether another number stands behind a number with its unit and has nothing to do with it: the next of a
  /// list, or money.
  constexpr bool is_item_apart(std::size_t end) noexcept {
    next_ = behind::nothing;
    if (byte_at(text_, end) == ',')
      return byte_at(text_, end + 1) == ' ' && is_digit(byte_at(text_, end + 2)) &&
             !is_either_ahead(text_, end + 2, known_.either);
    const std::size_t p = skip_spaces(text_, end);
    return p != end && byte_at(text_, p) == '$' && is_digit(byte_at(text_, p + 1));
  }

  /// Whether no word before the number makes it a date, an age or a label.
  [[nodiscard]] constexpr bool is_spared() noexcept {
    if (!ends_plainly(text_, end_)) return false;
    const word_before before = word_ending_before(text_, core_, known_.words);
    if (before.word.empty()) return !by_dash_ || byte_at(text_, end_) != ',';
    constexpr std::uint32_t age =
        words_before::aged | words_before::turned | words_before::word_than | words_before::past;
    if (before.is(age)) return false;
    look_behind behind(text_, core_, known_.words);
    // "a boy of 12", "the Group of Seven"
    if (before.is(words_before::word_of) &&
        (is_capital(text_[core_]) || is_capital_body(behind.further(before)) ||
         behind.further(before).is(words_before::ages | words_before::young)))
      return false;
    if (before.word.size() == 1 && follows_poors(text_, core_)) return false;
    // "page 3 of 12", "won 5 to 3"
    if (before.is(words_before::word_of | words_before::word_to) &&
        behind.further(before).begins_with_digit())
      return false;
    if (before.is(words_before::word_at) && is_among(behind[1].word, verbs_of_dying)) return false;
    const char initial = before.word.front();
    if (is_digit(initial)) {
      if (!in_digits_ || by_dash_ || initial == '0' || is_telephone_part(text_, before.begin)) return false;
      return before.word.size() > 2 || !follows_month(text_, behind, false, [] { return false; });
    }
    if (before.is(words_before::date_link)) {
      if (in_digits_ && follows_month(text_, behind, false, [] { return false; })) return false;
      const word_before second = behind.further(before);
      if (second.begins_with_digit() &&
          behind.further(second).is(words_before::word_of | words_before::label | words_before::loose_label))
        return false;
    }
    constexpr std::uint32_t labels = words_before::label | words_before::loose_label;
    if (!in_digits_) {
      // "page twelve", "the Final Four", "at Three Mile Island"
      if (before.is(words_before::label) || (is_capital(initial) && before.is(labels))) return false;
      if (!is_capital(text_[core_])) return true;
      if (text_[core_ - 1] == ' ' && text_[core_ - 2] == '.')
        return !is_capital(initial) || !is_among(before.word, words_of_names);
      return !is_capital(initial) &&
             !is_capital(byte_at(text_, skip_spaces(text_, letters_end(text_, core_))));
    }
    constexpr std::uint32_t others = labels | words_before::month | words_before::word_year;
    // "the suspect, 34, said"
    if (before.is(words_before::person) && text_[core_ - 2] == ',') return false;
    // A name stands one space before its number.
    if ((is_capital(initial) && text_[core_ - 1] == ' ') || before.is(others)) return false;
    if (upper_.end == 0) return true;
    if (before.is(words_before::by | words_before::change)) return false;
    // A score.
    return !by_dash_ || !(before.is(words_before::score) || behind[1].is(words_before::score) ||
                          text_[core_ - 2] == ',' || byte_at(text_, end_) == ',');
  }

  /// Whether the number, or the first of two, may be the day of a month that stands further on.
  [[nodiscard]] constexpr bool may_be_day() const noexcept {
    return in_digits_ && noun_.end == 0 && (upper_.end != 0 || end_ - core_ <= 2);
  }

  /// Whether what stands here could make the number before it the day of a month, an hour or that of a house.
  [[nodiscard]] constexpr bool leads_on(std::size_t at) const noexcept {
    return may_lead_to_month(text_, at) || may_name_hour_at(text_, at) ||
           (may_be_day() && leads_to_month(text_, end_, known_.words.months)) ||
           (in_digits_ && folded(byte_at(text_, at)) == 'b' && idiom_at(text_, at, "block of") != 0);
  }

  /// Whether what stands at this place behind the mention could make it something else, an age if it has a
  /// unit.
  [[nodiscard]] constexpr bool is_drawn_on(std::size_t at) const noexcept {
    if (unit_size_ == 0) return leads_on(at);
    const char initial = folded(byte_at(text_, at));
    return (initial == 'o' && (idiom_at(text_, at, "old") != 0 || idiom_at(text_, at, "of age") != 0)) ||
           (initial == 'a' && idiom_at(text_, at, "age") != 0);
  }

  /// The place behind the number and its unit, or where its noun begins.
  [[nodiscard]] constexpr std::size_t behind_value() const noexcept {
    return noun_.end != 0 ? noun_.begin : end_;
  }

  /// Reads the noun if there is one; false where something else could stand behind the number.
  constexpr bool read_noun() noexcept {
    if (next_ != behind::noun) return true;
    std::size_t p = skip_spaces(text_, end_);
    // A second number is no noun of the first.
    if (may_be_at(text_, p, prefix_words::number) && word_of(text_, p, number_words).found()) return true;
    if (const std::size_t of = skip_of_at(text_, p); of != p) {
      if (is_capital(byte_at(text_, of)) || likely_unit_at(text_, of).found()) return false;
      p = of;
    }
    const noun_span noun = noun_in_prose(text_, p, &known_.prefixes);
    if (noun.end == noun.begin) return true;
    if (noun.end - noun.begin == 3 || is_years_old_at(text_, noun.begin) || !ends_plainly(text_, noun.end) ||
        tail_at(text_, noun.end).found())
      return false;
    noun_ = noun;
    return true;
  }

  /// Whether a bound on the other side follows: "more than 300 but fewer than 500".
  [[nodiscard]] constexpr bool is_bounded_again(bound_sense bound) noexcept {
    const std::size_t p = skip_spaces(text_, end_);
    // Nothing but a sign bounds where no word can.
    if (next_ == behind::nothing && !is_comparison_sign_at(text_, p)) return false;
    const prefix_match second = next_ == behind::nothing
                                    ? prefix_at(text_, p, &known_.prefixes)
                                    : second_bound_at(text_, end_, &known_.prefixes).bound;
    return second.found() && second.entry.role == prefix_role::bound &&
           opens_upward(second.entry.bound) != opens_upward(bound);
  }

  constexpr void write(reading& said) const noexcept {
    const bool range = upper_.end != 0;
    said = {};
    said.kind = range ? phrase_kind::range : phrase_kind::exact;
    said.lower = {lower_.value, true};
    said.upper = {range ? upper_.value : lower_.value, true};
    if (!range) said.point = said.lower;
    said.lower_grain = {1, lower_.place};
    said.upper_grain = {1, range ? upper_.place : lower_.place};
    if (unit_size_ != 0) said.unit = text_.substr(unit_, unit_size_);
    said.count = unit_size_ == 0 && lower_.value.exponent >= 0 && (!range || upper_.value.exponent >= 0);
    said.begin = said.first = core_;
    write_noun(said);
  }

  constexpr void write_noun(reading& said) const noexcept {
    said.end = end_;
    if (noun_.end == 0) return;
    said.noun = text_.substr(noun_.begin, noun_.end - noun_.begin);
    said.end = noun_.end;
  }

  std::string_view text_;
  std::size_t core_;
  scan_memory& known_;
  plain_digits lower_;
  plain_digits upper_;
  noun_span noun_;
  std::size_t end_ = 0;
  std::size_t unit_ = 0;
  std::size_t unit_size_ = 0;
  behind next_ = behind::more;
  bool in_digits_ = false;
  bool by_dash_ = false;
  bool scaled_ = false;
  bool lacks_end_ = false;  ///< whether the change has no number behind its "to"
};

}  // namespace reckon::detail::words
