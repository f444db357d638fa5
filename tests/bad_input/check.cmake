# SPDX-License-Identifier: BSL-1.0
# cmake -DPROGRAM=.. -DTABLE=good.csv -DFOLDER=where -P check.cmake
# Runs an example that reads a table of reports and draws a picture, with tables in each of which one thing is wrong:
# it must say file, line and reason on stderr, end with a failure, and leave no picture, whole or half.
cmake_minimum_required(VERSION 3.23)

file(REMOVE_RECURSE "${FOLDER}")
file(MAKE_DIRECTORY "${FOLDER}")
file(READ "${TABLE}" good)
set(failures "")

function(complain case text)
  set(failures "${failures}\n${case}: ${text}" PARENT_SCOPE)
endfunction()

# Runs the program in a folder of its own and expects it to refuse; `pattern` is what stderr must match.
function(expect_refusal case table picture pattern)
  execute_process(
    COMMAND "${PROGRAM}" "${table}" "${picture}"
    WORKING_DIRECTORY "${FOLDER}/${case}"
    RESULT_VARIABLE result
    OUTPUT_QUIET
    ERROR_VARIABLE complaint)
  if(result EQUAL 0)
    complain("${case}" "it ended well")
  elseif(NOT result EQUAL 1)
    complain("${case}" "it ended with ${result}")
  endif()
  if(NOT complaint MATCHES "${pattern}")
    complain("${case}" "stderr does not match '${pattern}' but is: ${complaint}")
  endif()
  file(GLOB_RECURSE left RELATIVE "${FOLDER}/${case}" "${FOLDER}/${case}/*")
  list(REMOVE_ITEM left "table.csv" "old.svg")
  if(left)
    complain("${case}" "it left ${left}")
  endif()
  set(failures "${failures}" PARENT_SCOPE)
endfunction()

# The good table with one text in it replaced; stderr must name the line of that text.
function(expect_line case text replacement reason)
  string(FIND "${good}" "${text}" place)
  if(place EQUAL -1)
    message(FATAL_ERROR "${TABLE} has no '${text}' to break")
  endif()
  string(SUBSTRING "${good}" 0 ${place} before)
  string(REGEX MATCHALL "\n" ends "${before}")
  list(LENGTH ends line)
  math(EXPR line "${line} + 1")
  string(REPLACE "${text}" "${replacement}" broken "${good}")
  file(WRITE "${FOLDER}/${case}/table.csv" "${broken}")
  expect_refusal("${case}" table.csv picture.svg "^table\\.csv:${line}: [^\n]*${reason}")
  set(failures "${failures}" PARENT_SCOPE)
endfunction()

# ---- what the table may have wrong ----

file(WRITE "${FOLDER}/empty/table.csv" "")
expect_refusal(empty table.csv picture.svg "^table\\.csv:1: the table is empty")

string(REGEX MATCH "^[^\n]*\n" header "${good}")
file(WRITE "${FOLDER}/header_only/table.csv" "${header}")
expect_refusal(header_only table.csv picture.svg "there is no report")

expect_line(missing_column ",chain," ",source," "the header has no column 'chain'")
expect_line(low_above_high "approximately 1,000 to 3,000" "3,000 to 1,000" "the low end of the range is above its high end")
expect_line(unreadable_phrase "about 11,000" "rather a lot" "phrase 'rather a lot'")
expect_line(two_phrases "about 11,000" "about 11,000 and 12 of 13" "phrase 'about 11,000 and 12 of 13'")
expect_line(impossible_date "2025-02-26" "2025-02-30" "said_on '2025-02-30': [^\n]*day")
expect_line(citation_cycle "JoongAng Ilbo <- Ukrainian officials" "JoongAng Ilbo <- news article" "'news article' cites itself")
expect_line(empty_link "JoongAng Ilbo <- Ukrainian officials" "JoongAng Ilbo <- " "empty link")
expect_line(span_backwards "2025-01-01,2025-02-26" "2025-02-26,2025-01-01" "from '2025-02-26'")
expect_line(unknown_status ",planned" ",hoped" "status 'hoped'")
expect_line(field_too_many "about 11,000\"," "about 11,000\",," "fields")
expect_line(open_quote "\"about 11,000\"" "\"about 11,000" "quotation mark")

file(MAKE_DIRECTORY "${FOLDER}/no_table")
expect_refusal(no_table nowhere.csv picture.svg "^nowhere\\.csv: the file cannot be opened")
file(MAKE_DIRECTORY "${FOLDER}/table_is_folder")
expect_refusal(table_is_folder . picture.svg "^\\.: the file cannot be (opened|read)")

# ---- what may be wrong with the picture ----

file(WRITE "${FOLDER}/no_folder/table.csv" "${good}")
expect_refusal(no_folder table.csv nowhere/picture.svg "cannot write nowhere/picture\\.svg")
file(WRITE "${FOLDER}/picture_is_folder/table.csv" "${good}")
expect_refusal(picture_is_folder table.csv . "cannot write")

# An old picture stays as it was.
file(WRITE "${FOLDER}/old_picture/table.csv" "")
file(WRITE "${FOLDER}/old_picture/old.svg" "old")
expect_refusal(old_picture table.csv old.svg "the table is empty")
file(READ "${FOLDER}/old_picture/old.svg" old)
if(NOT old STREQUAL "old")
  complain(old_picture "the old picture is gone")
endif()

# ---- and the good table is good ----

execute_process(
  COMMAND "${PROGRAM}" "${TABLE}" good.svg
  WORKING_DIRECTORY "${FOLDER}"
  RESULT_VARIABLE result
  OUTPUT_QUIET)
if(NOT result EQUAL 0 OR NOT EXISTS "${FOLDER}/good.svg")
  complain(good "the good table is refused")
endif()

if(failures)
  message(FATAL_ERROR "${failures}")
endif()
