// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/change_verbs.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/fault.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/noun.hpp>
#include <reckon/phrase/numeral.hpp>
#include <reckon/phrase/pair.hpp>
#include <reckon/phrase/prefix.hpp>
#include <reckon/phrase/prose.hpp>
#include <reckon/phrase/reading.hpp>
#include <reckon/phrase/row.hpp>
#include <reckon/phrase/vague.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

/// The grammar: hedges and bound, then a value, then tail and noun.
namespace reckon::detail::words {

/// Whether the reader must use up the text, or takes what it can and stops.
enum class extent : bool { whole, mention };

class quantity_reader {
 public:
  /// What is read goes to `out`, whole only if read() says so.
  constexpr quantity_reader(std::string_view text, extent scope, reading& out,
                            prefix_memory* known = nullptr) noexcept
      : text_(text), scope_(scope), out_(out), known_(known) {
    out_ = {};
  }

  /// Reads from this place; false leaves the reason in problem().
  constexpr bool read(std::size_t at) noexcept {
    const std::size_t begin = skip_spaces(text_, at);
    const std::uint16_t roles = prefix_words::roles_at(text_, begin);
    return read(begin, roles, prefix_at(text_, begin, roles));
  }

  /// Reads from this place, where a word of these roles and this prefix stand. `at_once` asks that the number
  /// itself begin here.
  constexpr bool read(std::size_t at, std::uint16_t roles, const prefix_match& known,
                      bool at_once = false) noexcept {
    at_ = at;
    out_.begin = at;
    if ((roles & prefix_words::verb) != 0 && read_change()) return finish();
    if (!read_prefixes(roles, known, at_once)) return false;
    if (vague_.word != vague_word::none) {
      at_ = vague_.end;
      read_vague_surmise();
    } else if (!read_value()) {
      return false;
    }
    if (is_closed()) {
      if (next_ == behind::noun) read_noun();
      const bool counted = !out_.noun.empty() || !out_.unit.empty();
      if (counted && !read_tail()) return false;
    } else {
      read_side_of_zero();
      const std::size_t end = at_;
      if (!read_tail()) return false;
      read_noun();
      if (at_ != end && !read_tail()) return false;
    }
    return settle_meaning() && finish();
  }

  [[nodiscard]] constexpr fault_place problem() const noexcept { return problem_; }

 private:
  constexpr bool fail(phrase_fault fault, std::size_t position) noexcept {
    problem_ = {fault, position};
    return false;
  }

  // --- what stands before the value ---

  constexpr bool read_prefixes(std::uint16_t roles, const prefix_match& known, bool at_once) noexcept {
    constexpr int most = 8;
    for (int i = 0; i < most; ++i) {
      if (i != 0) {
        at_ = skip_spaces(text_, at_);
        roles = prefix_words::roles_at(text_, at_);
      }
      out_.first = at_;
      if ((roles & prefix_words::value) != 0) {
        if ((roles & (prefix_words::vague | prefix_words::plural)) != 0) {
          vague_ = read_vague(text_, at_);
          if (vague_.word != vague_word::none) return true;
        }
        const numeral_result number = read_numeral(text_, at_, roles, true);
        if (number.problem.fault != phrase_fault::none)
          return fail(number.problem.fault, number.problem.position);
        if (number.found) {
          first_ = number.value;
          return true;
        }
      }
      if (at_once) break;
      const prefix_match prefix = i == 0 ? known : prefix_at(text_, at_, known_);
      if (!prefix.found() || !take_prefix(prefix.entry, prefix.end)) break;
      at_ = prefix.end;
    }
    return problem_.fault == phrase_fault::none ? fail(phrase_fault::no_number, at_) : false;
  }

  constexpr bool take_prefix(prefix_sense sense, std::size_t end) noexcept {
    switch (sense.role) {
      case prefix_role::hedge:
        take_hedge(sense.hedge, at_, end);
        break;
      case prefix_role::bound:
        if (out_.bound != bound_sense::none) return fail(phrase_fault::bounds_clash, at_);
        out_.bound = sense.bound;
        break;
      case prefix_role::between:
      case prefix_role::from:
        if (opened_) return fail(phrase_fault::no_number, at_);
        opened_ = true;
        between_ = sense.role == prefix_role::between;
        break;
      case prefix_role::negation:
        if (out_.negated) return fail(phrase_fault::no_number, at_);
        out_.negated = true;
        break;
      case prefix_role::filler:
        break;
    }
    return true;
  }

  /// Keeps the words of the hedge as written: neighbours together, else the first.
  constexpr void take_hedge(hedge_sense sense, std::size_t begin, std::size_t end) noexcept {
    const bool leans = sense == hedge_sense::below || sense == hedge_sense::above;
    if (out_.hedged == hedge_sense::none || leans) out_.hedged = sense;
    if (out_.hedge.empty()) {
      hedge_begin_ = begin;
      hedge_end_ = end;
    } else if (skip_spaces(text_, hedge_end_) == begin) {
      hedge_end_ = end;
    }
    out_.hedge = text_.substr(hedge_begin_, hedge_end_ - hedge_begin_);
  }

  /// Reads "hundreds, if not thousands": at least the first. "tens or hundreds of thousands" elides the unit.
  constexpr void read_vague_surmise() noexcept {
    std::size_t p = skip_spaces(text_, at_);
    if (byte_at(text_, p) == ',') p = skip_spaces(text_, p + 1);
    const auto surmise = longest_idiom(text_, p, surmises);
    if (!surmise.found()) return;
    const vague_result more = read_vague_plural(text_, skip_spaces(text_, surmise.end));
    if (more.word == vague_word::none || vague_.word >= vague_word::several) return;
    if (more.word < vague_.word && more.unit.exponent <= vague_.unit.exponent) return;
    if (out_.bound != bound_sense::none && !opens_upward(out_.bound)) return;
    // "thousands, perhaps tens of thousands" elides nothing.
    const bool elided = vague_.word < more.word && vague_.unit.digits == 1 && vague_.unit.exponent == 0;
    if (elided) vague_.unit = more.unit;
    if (out_.bound == bound_sense::none) out_.bound = bound_sense::at_least;
    at_ = more.end;
  }

  // --- the value ---

  /// Whether nothing but a noun stands behind the last number that was read.
  [[nodiscard]] constexpr bool is_closed() const noexcept {
    const bool ends = next_ != behind::more && (next_ != behind::bound || out_.bound == bound_sense::none);
    return vague_.word == vague_word::none && ends && (!opened_ || has_second_);
  }

  constexpr bool read_value() noexcept {
    next_ = first_.next;
    if (is_closed()) {
      at_ = first_.end;
      return read_second_bound();
    }
    if (!read_range()) return false;
    if (!has_second_ && between_) {
      // "between one hundred and two": the "and" belongs to the range after all.
      const numeral_result shorter = read_numeral(text_, first_.begin, false);
      if (shorter.found && shorter.value.end != first_.end) {
        first_ = shorter.value;
        if (!read_range()) return false;
      }
    }
    if (opened_ && !has_second_) return fail(phrase_fault::no_upper_end, skip_spaces(text_, first_.end));
    at_ = has_second_ ? second_.end : first_.end;
    if (has_second_) return true;
    if (!settle_counted_m(first_) || !settle_letter_m(first_)) {
      return fail(phrase_fault::out_of_range, first_.begin);
    }
    at_ = first_.end;
    return read_tolerance() && read_second_bound();
  }

  constexpr bool read_range() noexcept {
    const std::size_t p = skip_spaces(text_, first_.end);
    const std::size_t dash = dash_join_at(text_, p);
    if (dash != 0) {
      if (tail_at(text_, first_.end).found()) return true;
      // "12\t-4", as in the row of a table, is two numbers.
      if (scope_ == extent::mention && is_other_cell(text_, first_.end, p) &&
          is_digit(byte_at(text_, p + dash)))
        return true;
      // "5- to 10-mile": the hyphen belongs to a unit that is still to come.
      if (p == first_.end && space_at(text_, p + dash) != 0) {
        const std::size_t q = skip_spaces(text_, p + dash);
        const std::size_t word = longest_idiom(text_, q, joins).end;
        if (word != 0) return try_second(word, join_kind::word);
        // "a five- or six-storey block"
        const std::size_t either = idiom_at(text_, q, "or");
        if (either != 0) return try_second(skip_spaces(text_, either), join_kind::either);
      }
      return try_second(p + dash, join_kind::dash);
    }
    const bool apart = p != first_.end;
    const std::size_t word = apart ? longest_idiom(text_, p, joins).end : 0;
    const bool up_to = word != 0 && !opened_ && opens_upward(out_.bound) && idiom_at(text_, p, "up to") != 0;
    const bool second_bound =
        up_to || (out_.bound != bound_sense::none && idiom_at(text_, p, "and up to") != 0);
    if (word != 0 && !second_bound) return try_second(word, join_kind::word);
    if (between_ && apart) {
      const std::size_t both = byte_at(text_, p) == '&' ? p + 1 : idiom_at(text_, p, "and");
      if (both != 0) return try_second(both, join_kind::word);
    }
    if (opened_ && !between_ && apart) {
      const std::size_t both = idiom_at(text_, p, "and");
      if (both != 0 && may_rise_to(skip_spaces(text_, both))) return try_second(both, join_kind::word);
    }
    if (opened_ && apart) {
      const std::size_t behind_noun = join_behind_noun(p);
      if (behind_noun != 0) return try_second(behind_noun, join_kind::word);
    }
    if (second_bound || tail_at(text_, first_.end).found()) return true;
    const std::size_t either = list_end(p);
    return either == 0 || try_second(either, join_kind::either);
  }

  /// Whether a number stands here with which "from 30 and 40 dollars" is a range. "Up from 3 and 4
  /// percent" and what stands behind a comma are two values from before.
  [[nodiscard]] constexpr bool may_rise_to(std::size_t at) const noexcept {
    const std::size_t begin = out_.begin;
    if (follows_change(text_, begin) || follows_amount(text_, begin) ||
        (begin > 1 && text_[begin - 2] == ','))
      return false;
    const numeral_result other = read_numeral(text_, at, true);
    if (!other.found || (!other.value.scaled && less(other.value.written, first_.written))) return false;
    // "Goals from 32 and 45 yards", "people from 20 and 30 states", but "ranged from 32 and 45 yards"
    return scope_ == extent::whole || idiom_at(text_, begin, "from") == 0 ||
           (!other.value.unit.empty() && !is_among(other.value.unit, origin_units));
  }

  /// "between 300 people and 500 people": the place behind the join if one word stands before it, else 0.
  [[nodiscard]] constexpr std::size_t join_behind_noun(std::size_t p) const noexcept {
    const std::size_t noun = word_end(text_, p);
    if (noun == p || !may_name(text_, p) || word_of(text_, p, noun_links).found()) return 0;
    const std::size_t q = skip_spaces(text_, noun);
    if (q == noun) return 0;
    return between_ ? idiom_at(text_, q, "and") : idiom_at(text_, q, "to");
  }

  /// Behind the "or" of "20, 30 or 40": the place where the last number stands. 0 if this is no list.
  [[nodiscard]] constexpr std::size_t list_end(std::size_t p) const noexcept {
    decimal last = first_.written;
    for (int i = 0; i < 4; ++i) {  // four numbers at most
      if (byte_at(text_, p) == ',' && space_at(text_, p + 1) != 0) p = skip_spaces(text_, p + 1);
      if (const std::size_t either = idiom_at(text_, p, "or"); either != 0) return skip_spaces(text_, either);
      if (i == 0 && p == skip_spaces(text_, first_.end)) return 0;
      if (!may_open_number(text_, p) || (i == 0 && !is_either_ahead(text_, p))) return 0;
      const numeral_result next = read_numeral(text_, p, false);
      if (!next.found || next.value.scaled || less(next.value.written, last)) return 0;
      last = next.value.written;
      p = skip_spaces(text_, next.value.end);
    }
    return 0;
  }

  enum class join_kind : unsigned char { dash, word, either };

  /// Makes "m" a million before what is counted.
  [[nodiscard]] constexpr bool settle_counted_m(numeral& n) const noexcept {
    if (!n.glued_m || !counts_follow(text_, n.end)) return true;
    n.glued_m = false;
    return rescale(n, {1, 6}).fault == phrase_fault::none;
  }

  /// Reads the upper end behind a join. In prose, and behind "or", what does not fit is left alone.
  constexpr bool try_second(std::size_t at, join_kind join) noexcept {
    const bool lenient = scope_ == extent::mention || join == join_kind::either;
    std::size_t p = skip_hedges(text_, at);
    // "minus 3 to plus 5"
    if (const std::size_t plus = idiom_at(text_, p, "plus"); plus != 0) p = skip_spaces(text_, plus);
    numeral_result number = read_numeral(text_, p, true);
    const bool counted_m = number.found && !first_.glued_m;
    if (counted_m && !settle_counted_m(number.value)) return fail(phrase_fault::out_of_range, p);
    if (!number.found) {
      if (lenient) return true;
      const bool nothing = number.problem.fault == phrase_fault::none;
      return nothing ? fail(phrase_fault::no_upper_end, p)
                     : fail(number.problem.fault, number.problem.position);
    }
    number_pair pair{first_, number.value};
    // "fell by a quarter to $420 million"
    if (scope_ == extent::mention && first_.fractional && first_.unit.empty() &&
        number.value.unit_kind == unit_class::currency && !number.value.fractional)
      return true;
    if (join == join_kind::word && scope_ == extent::mention &&
        names_year(text_, out_.begin, first_, number.value))
      return true;
    const bool falls = join == join_kind::word && may_fall(pair);
    const fault_place problem = join_ends(pair, falls);
    if (falls && less(pair.upper.value, pair.lower.value)) swap_ends(pair);
    const bool descending = problem.fault == phrase_fault::none && less(pair.upper.value, pair.lower.value);
    // In prose "1-1" is a score, and "2 or 20" two numbers.
    const bool level =
        join == join_kind::dash && !less(pair.lower.value, pair.upper.value) && !pair.lower.scaled;
    const bool apart = join == join_kind::either
                           ? !are_neighbours(pair)
                           : join == join_kind::word && !opened_ && is_step_to_level(pair);
    if (scope_ == extent::mention && !descending && problem.fault == phrase_fault::none) {
      if (level) return fail(phrase_fault::low_above_high, number.value.begin);
      if (apart) return true;
    }
    if (problem.fault != phrase_fault::none || descending) {
      // In prose a hyphen between falling numbers is a score, a season or a code: no quantity at all.
      if (lenient && join != join_kind::dash) return true;
      return descending ? fail(phrase_fault::low_above_high, number.value.begin)
                        : fail(problem.fault, problem.position);
    }
    first_ = pair.lower;
    second_ = pair.upper;
    next_ = number.value.next;
    has_second_ = true;
    return true;
  }

  /// Whether a range of prose may tell its greater end first: "between -5 and -10 degrees", "ranged from 80
  /// to 65", but not the hours "between 9 and 5".
  [[nodiscard]] constexpr bool may_fall(const number_pair& pair) const noexcept {
    if (scope_ != extent::mention || !opened_) return false;
    if (between_) return is_measured(pair.upper) && !is_year(text_.substr(first_.begin));
    return word_of(text_, out_.begin, words_of_ranges).found() ||
           is_among(word_ending_before(text_, out_.begin).word, words_of_ranges);
  }

  /// "fell $1.50 to $45.20", "climbed 3% to 105": by how much, and where to. Behind a verb of change two
  /// numbers far apart are no range (a convention: three times where the first has a unit of its own, ten
  /// where it shares that of the second, five where none has one).
  [[nodiscard]] constexpr bool is_step_to_level(const number_pair& pair) const noexcept {
    const bool own = first_.unit_kind != unit_class::none;
    const unsigned most = own ? 3 : (pair.upper.unit_kind != unit_class::none ? 10 : 5);
    if (scope_ != extent::mention || pair.lower.value.digits == 0) return false;
    return is_share_to_level(pair) || (follows_change(text_, out_.begin) && is_beyond(pair, most));
  }

  constexpr bool read_tolerance() noexcept {
    // In prose it asks: "Is it more than 7?"
    if (scope_ == extent::mention && byte_at(text_, first_.end) == '?' &&
        !is_digit(byte_at(text_, first_.end + 1)))
      return true;
    if (!may_have_tolerance_at(text_, first_.end)) return true;
    const tolerance_result found = tolerance_at(text_, first_);
    if (found.problem.fault != phrase_fault::none) {
      if (scope_ == extent::mention) return true;
      return fail(found.problem.fault, found.problem.position);
    }
    if (!found.given) return true;
    first_ = found.centre;
    half_width_ = {found.half_width, true};
    at_ = found.end;
    return true;
  }

  /// Reads the other side of "more than 300 but fewer than 500".
  constexpr bool read_second_bound() noexcept {
    if (out_.bound == bound_sense::none || half_width_.given) return true;
    const auto [bound, p, counted] = second_bound_at(text_, at_, known_);
    if (!bound.found() || bound.entry.role != prefix_role::bound) return true;
    if (side_of_zero_at(text_, at_).below) return true;
    if (opens_upward(bound.entry.bound) == opens_upward(out_.bound)) return true;
    const numeral_result number = read_numeral(text_, skip_hedges(text_, bound.end), true);
    if (!number.found) return true;
    // "at least 12 soldiers and up to 30 rebels" are two, as are "more than 300 died and up to 2,700 were
    // hurt".
    if (counted && is_ascii_letter(byte_at(text_, skip_spaces(text_, number.value.end)))) return true;
    number_pair pair{first_, number.value};
    const bound_sense said_bound = out_.bound;
    second_bound_ = bound.entry.bound;
    if (!opens_upward(out_.bound)) {
      pair = {number.value, first_};
      second_bound_ = out_.bound;
      out_.bound = bound.entry.bound;
    }
    const fault_place problem = join_ends(pair, false);
    const bool crossed = problem.fault == phrase_fault::none && less(pair.upper.value, pair.lower.value);
    if (scope_ == extent::mention && (crossed || problem.fault != phrase_fault::none)) {
      // Two bounds that contradict each other are two mentions.
      if (!opens_upward(said_bound)) out_.bound = said_bound;
      second_bound_ = bound_sense::none;
      return true;
    }
    if (problem.fault != phrase_fault::none) return fail(problem.fault, problem.position);
    if (crossed) return fail(phrase_fault::low_above_high, number.value.begin);
    first_ = pair.lower;
    second_ = pair.upper;
    next_ = number.value.next;
    has_second_ = true;
    at_ = number.value.end;
    return true;
  }

  /// Reads "rose [sharply] [by A] from B to C", with an object of a few words: "cut the toll from B to C".
  constexpr bool read_change() noexcept {
    if (!is_ascii_letter(byte_at(text_, at_))) return false;
    const auto verb = longest_idiom(text_, at_, change_verbs);
    if (!verb.found()) return false;
    const change_opening from = change_opening_at(text_, skip_spaces(text_, verb.end));
    if (from.end == 0) return false;
    const std::size_t first = skip_prefixes(text_, from.end);
    const numeral_result before = read_numeral(text_, first, true);
    // "down from the 89 to 93 billion projected" is a range
    if (!before.found || idiom_at(text_, skip_spaces(text_, from.end), "the") != 0) return false;
    std::size_t q = skip_spaces(text_, before.value.end);
    std::size_t to = idiom_at(text_, q, "to");
    const bool beside = to != 0;
    // "from 300 people to 500 people", "from 300 in May to 500": at most three words in between.
    for (int i = 0; i < 3 && to == 0; ++i) {
      const std::size_t word = word_end(text_, q);
      if (word == q || space_at(text_, word) == 0) return false;
      q = skip_spaces(text_, word);
      to = idiom_at(text_, q, "to");
    }
    if (to == 0) return false;
    const numeral_result after = read_numeral(text_, skip_prefixes(text_, to), true);
    // "fell 4 percent, from 3 to 5 May" tells when it fell.
    if (!after.found || (from.has_amount && is_time_at(text_, skip_spaces(text_, after.value.end))))
      return false;
    number_pair pair{before.value, after.value};
    const bool falls = beside && word_of(text_, at_, verbs_of_falling).found();
    if (join_ends(pair, falls).fault != phrase_fault::none) return false;
    first_ = pair.lower;
    second_ = pair.upper;
    at_ = second_.end;
    out_.kind = phrase_kind::change;
    out_.first = first;
    out_.lower = {first_.value, true};
    out_.upper = {second_.value, true};
    out_.lower_grain = first_.grain;
    out_.upper_grain = second_.grain;
    out_.unit = second_.unit;
    out_.count = is_count(first_) && is_count(second_);
    read_noun();
    return true;
  }

  // --- what stands behind the value ---

  constexpr bool read_tail() noexcept {
    const auto tail = tail_at(text_, at_);
    if (!tail.found()) return true;
    if (tail.entry->role == tail_role::or_so) {
      if (out_.hedged == hedge_sense::none) {
        const std::size_t begin = next_word(text_, at_);
        take_hedge(hedge_sense::approximate, begin, tail.end);
      }
    } else if (tail.entry->role == tail_role::or_equal) {
      if (out_.bound != bound_sense::more_than && out_.bound != bound_sense::less_than) return true;
      out_.bound = opens_upward(out_.bound) ? bound_sense::at_least : bound_sense::at_most;
    } else {
      const bool upward = tail.entry->role == tail_role::or_more;
      const bool clash = second_bound_ != bound_sense::none ||
                         (out_.bound != bound_sense::none && opens_upward(out_.bound) != upward);
      if (clash) return fail(phrase_fault::bounds_clash, next_word(text_, at_));
      out_.bound = upward ? bound_sense::at_least : bound_sense::at_most;
    }
    at_ = tail.end;
    return true;
  }

  /// Reads "15 degrees below zero" as -15, and steps over "above zero".
  constexpr void read_side_of_zero() noexcept {
    const side_of_zero side = side_of_zero_at(text_, at_);
    const bool apart = vague_.word != vague_word::none || half_width_.given ||
                       second_bound_ != bound_sense::none || first_.value.negative;
    if (side.end == 0 || apart || first_.value.digits == 0) return;
    at_ = side.end;
    if (!side.below) return;
    first_.value = negated(first_.value);
    second_.value = negated(second_.value);
    if (has_second_) std::swap(first_, second_);
    out_.bound = mirrored(out_.bound);
  }

  /// Reads a unit, if none was read with the number, and the noun.
  constexpr void read_noun() noexcept {
    if (!out_.noun.empty()) return;
    std::size_t p = skip_spaces(text_, at_);
    if (p == at_ && p != text_.size()) return;
    // No noun of a mention begins with another number.
    const bool prose = scope_ == extent::mention;
    if (prose && may_be_at(text_, p, prefix_words::number) && word_of(text_, p, number_words).found()) return;
    p = skip_of_at(text_, p);
    const auto unit = likely_unit_at(text_, p);
    // "a tenth of the $1.3bn": that sign belongs to the next number.
    const bool own = unit.found() && !is_digit(byte_at(text_, unit.end));
    if (own && first_.unit.empty() && second_.unit.empty()) {
      out_.unit = text_.substr(p, unit.end - p);
      at_ = unit.end;
      p = skip_of_at(text_, skip_spaces(text_, at_));
    }
    const noun_span noun = prose ? noun_in_prose(text_, p, known_) : noun_at(text_, p);
    if (noun.end == noun.begin) return;
    out_.noun = text_.substr(noun.begin, noun.end - noun.begin);
    at_ = noun.end;
  }

  // --- the meaning of the parts together ---

  constexpr bool settle_meaning() noexcept {
    if (vague_.word != vague_word::none) {
      if (opened_) return fail(phrase_fault::no_number, vague_.end);
      out_.kind = phrase_kind::vague;
      out_.vague = vague_.word;
      out_.vague_unit = vague_.unit;
      out_.count = out_.unit.empty();
      return true;
    }
    if (out_.unit.empty()) out_.unit = first_.unit.empty() ? second_.unit : first_.unit;
    out_.count = out_.unit.empty() && is_count(first_) && (!has_second_ || is_count(second_));
    out_.lower_grain = first_.grain;
    out_.upper_grain = has_second_ ? second_.grain : first_.grain;
    out_.lower = {first_.value, true};
    out_.upper = {has_second_ ? second_.value : first_.value, true};
    if (half_width_.given) return settle_tolerance();
    if (second_bound_ != bound_sense::none) {
      out_.kind = phrase_kind::range;
      out_.lower_strict = out_.bound == bound_sense::more_than;
      out_.upper_strict = second_bound_ == bound_sense::less_than;
      out_.bound = bound_sense::none;
      return true;
    }
    if (out_.bound != bound_sense::none) {
      settle_bound(out_);
      return true;
    }
    if (has_second_) {
      out_.kind = phrase_kind::range;
      return true;
    }
    out_.point = {first_.value, true};
    const bool hedged = out_.hedged != hedge_sense::none && out_.hedged != hedge_sense::exactly;
    out_.kind = hedged ? phrase_kind::approximate : phrase_kind::exact;
    return true;
  }

  constexpr bool settle_tolerance() noexcept {
    if (out_.bound != bound_sense::none) return fail(phrase_fault::bounds_clash, first_.begin);
    const decimal_result lower = sum(first_.value, negated(half_width_.value));
    const decimal_result upper = sum(first_.value, half_width_.value);
    if (!lower.fits || !upper.fits) return fail(phrase_fault::too_many_digits, first_.begin);
    if (!is_in_range(lower.value) || !is_in_range(upper.value))
      return fail(phrase_fault::out_of_range, first_.begin);
    out_.kind = phrase_kind::tolerance;
    out_.lower = {lower.value, true};
    out_.upper = {upper.value, true};
    out_.point = {first_.value, true};
    return true;
  }

  constexpr bool finish() noexcept {
    out_.end = at_;
    if (scope_ == extent::mention) return true;
    const std::size_t p = skip_spaces(text_, at_);
    return p == text_.size() ? true : fail(phrase_fault::left_over, p);
  }

  std::string_view text_;
  extent scope_;
  std::size_t at_ = 0;
  reading& out_;
  prefix_memory* known_;
  fault_place problem_;
  numeral first_;
  numeral second_;
  vague_result vague_;
  stated half_width_;
  std::size_t hedge_begin_ = 0;
  std::size_t hedge_end_ = 0;
  bound_sense second_bound_ = bound_sense::none;
  behind next_ = behind::more;  ///< what stands behind the last number
  bool has_second_ = false;
  bool opened_ = false;
  bool between_ = false;
};

}  // namespace reckon::detail::words
