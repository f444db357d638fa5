# SPDX-License-Identifier: BSL-1.0
# cmake -DPROGRAM=.. -DEXPECTED=file.txt -DFOLDER=where -P run_example.cmake
# Runs an example in a folder of its own and compares what it prints, line by line, with the file.
cmake_minimum_required(VERSION 3.23)

file(REMOVE_RECURSE "${FOLDER}")
file(MAKE_DIRECTORY "${FOLDER}")
execute_process(
  COMMAND "${PROGRAM}"
  WORKING_DIRECTORY "${FOLDER}"
  RESULT_VARIABLE result
  OUTPUT_FILE "${FOLDER}/printed.txt"
  ERROR_VARIABLE complaint)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} ended with ${result}\n${complaint}")
endif()

# Catch2 3 begins with a seed that is another one each time.
file(READ "${FOLDER}/printed.txt" printed)
if(printed MATCHES "^Randomness seeded to: [0-9]+\n(.*)$")
  file(WRITE "${FOLDER}/printed.txt" "${CMAKE_MATCH_1}")
endif()

if(NOT EXISTS "${EXPECTED}")
  message(FATAL_ERROR "there is no ${EXPECTED} to compare with; if what was printed is right, copy it there:\n"
                      "${FOLDER}/printed.txt")
endif()
execute_process(
  COMMAND ${CMAKE_COMMAND} -E compare_files --ignore-eol "${FOLDER}/printed.txt" "${EXPECTED}"
  RESULT_VARIABLE differ)
if(differ)
  find_program(diff diff)
  if(diff)
    execute_process(COMMAND "${diff}" -u "${EXPECTED}" "${FOLDER}/printed.txt")
  endif()
  message(FATAL_ERROR "${PROGRAM} printed something else than ${EXPECTED}")
endif()

# A picture that belongs to the example is the one that it draws.
string(REGEX REPLACE "\\.txt$" ".svg" picture "${EXPECTED}")
get_filename_component(drawn "${picture}" NAME)
if(EXISTS "${picture}")
  execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files --ignore-eol "${FOLDER}/${drawn}" "${picture}"
                  RESULT_VARIABLE differ)
  if(differ)
    message(FATAL_ERROR "${PROGRAM} drew something else than ${picture}: ${FOLDER}/${drawn}")
  endif()
endif()
