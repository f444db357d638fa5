# SPDX-License-Identifier: BSL-1.0
# cmake -DOUTPUT=reckon.hpp -P cmake/single_header.cmake
# Writes all of reckon but its units, json and catch2 as one file that needs nothing but the standard library and the
# headers of Boost.Math. The headers stand in it in the order in which a compiler would come to them, each once, under a line with
# its name; what they include from outside stands above them all. The same headers give the same file, byte for byte.
cmake_minimum_required(VERSION 3.23)

if(NOT OUTPUT)
  message(FATAL_ERROR "where to? cmake -DOUTPUT=reckon.hpp -P cmake/single_header.cmake")
endif()
get_filename_component(root "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
file(STRINGS "${root}/CMakeLists.txt" version REGEX "^  VERSION ")
string(REGEX MATCH "[0-9.]+" version "${version}")

set(taken)
set(outside)
set(body "")

# Appends a header, less its licence line, its guard and its includes, behind the headers that it includes.
# Plain text throughout: lists of CMake would stumble over the brackets and semicolons of C++.
function(append header)
  if(header IN_LIST taken)
    return()
  endif()
  list(APPEND taken "${header}")
  file(READ "${root}/include/${header}" text)
  set(kept "\n// ---- ${header}\n")
  set(depth 0)
  string(LENGTH "${text}" left)
  while(left GREATER 0)
    string(FIND "${text}" "\n" end)
    if(end EQUAL -1)
      message(FATAL_ERROR "${header}: the last line has no end")
    endif()
    string(SUBSTRING "${text}" 0 ${end} line)
    math(EXPR end "${end} + 1")
    string(SUBSTRING "${text}" ${end} -1 text)
    string(LENGTH "${text}" left)
    if(line MATCHES "^// SPDX-License-Identifier: " OR line STREQUAL "#pragma once")
      continue()
    endif()
    if(line MATCHES "^ *# *if")
      math(EXPR depth "${depth} + 1")
    elseif(line MATCHES "^ *# *endif")
      math(EXPR depth "${depth} - 1")
    endif()
    if(NOT line MATCHES "^ *# *include")
      string(APPEND kept "${line}\n")
      continue()
    endif()
    # What a system alone has stays where it stands.
    if(line MATCHES "^#include <sys/" AND NOT depth EQUAL 0)
      string(APPEND kept "${line}\n")
      continue()
    endif()
    if(NOT line MATCHES "^#include <([^>]+)>" OR NOT depth EQUAL 0)
      message(FATAL_ERROR "${header}: an include that one file for all cannot have: ${line}")
    endif()
    set(target "${CMAKE_MATCH_1}")
    if(target MATCHES "^reckon/")
      append("${target}")
    else()
      list(APPEND outside "${target}")
    endif()
  endwhile()
  # Where includes stood, blank lines are left.
  string(REGEX REPLACE "\n\n\n+" "\n\n" kept "${kept}")
  set(body "${body}${kept}" PARENT_SCOPE)
  set(taken "${taken}" PARENT_SCOPE)
  set(outside "${outside}" PARENT_SCOPE)
endfunction()

# Every header but those of the edges that need more than Boost.Math.
append(reckon/reckon.hpp)
file(GLOB_RECURSE headers RELATIVE "${root}/include" "${root}/include/reckon/*.hpp")
list(SORT headers)
foreach(header IN LISTS headers)
  if(NOT header MATCHES "^reckon/(units|json|catch2)[/.]")
    append("${header}")
  endif()
endforeach()

list(REMOVE_DUPLICATES outside)
list(SORT outside)
list(TRANSFORM outside REPLACE "(.+)" "#include <\\1>\n")
string(JOIN "" includes ${outside})

file(WRITE "${OUTPUT}" "// SPDX-License-Identifier: BSL-1.0
// reckon ${version}: arithmetic on reported estimates. C++20; needs the headers of Boost 1.74 or newer.
// Made of the headers of reckon by cmake/single_header.cmake; change those, not this file. Holds all of reckon but its
// units, json and catch2. No other header of reckon can be included beside it.
#pragma once

${includes}${body}")
