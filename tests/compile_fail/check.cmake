# SPDX-License-Identifier: BSL-1.0
# cmake -DCOMPILER=.. -DKIND=GNU|Clang -DFILE=file.cpp -DINCLUDES=dir;dir -P check.cmake
#
# A file holds one case or several. A case begins with the words that its error must say, in lines `// expect: words`
# (`// expect GNU: ` and `// expect Clang: ` are for one compiler), and reaches to the next case. The words count only
# in errors that name a line of this case, and an error that names a line of no case is one too many.
cmake_minimum_required(VERSION 3.23)

set(ENV{LC_ALL} C) # plain quotes in what the compiler says
set(command "${COMPILER}")
if(KIND STREQUAL "MSVC")
  list(APPEND command /nologo /std:c++20 /permissive- /EHsc /Zs)
  set(define /D)
else()
  list(APPEND command -std=c++20 -fsyntax-only -fmessage-length=0 -fno-diagnostics-color)
  set(define -D)
endif()
list(REMOVE_ITEM INCLUDES /usr/include)  # the compiler looks there itself, and in the right order
foreach(directory IN LISTS INCLUDES)
  list(APPEND command "-I${directory}")
endforeach()

# Takes the first line off `text`. Lists of lines would not do: CMake takes brackets and semicolons in them for its own.
macro(take_line)
  string(FIND "${text}" "\n" end)
  if(end EQUAL -1)
    set(line "${text}")
    set(text "")
  else()
    string(SUBSTRING "${text}" 0 ${end} line)
    math(EXPR end "${end} + 1")
    string(SUBSTRING "${text}" ${end} -1 text)
  endif()
endmacro()

# ---- the cases: first_<i> is the line where case i begins, words_<i>_<j> what its errors must say ----

file(READ "${FILE}" text)
set(cases 0)
set(number 0)
set(among_words FALSE)
while(NOT text STREQUAL "")
  take_line()
  math(EXPR number "${number} + 1")
  if(line MATCHES "^// expect( ([A-Za-z]+))?: (.+)$")
    set(kind "${CMAKE_MATCH_2}")
    set(words "${CMAKE_MATCH_3}")
    if(NOT among_words)
      math(EXPR cases "${cases} + 1")
      set(first_${cases} ${number})
      set(count_${cases} 0)
      set(among_words TRUE)
    endif()
    if(kind STREQUAL "" OR kind STREQUAL KIND)
      math(EXPR count_${cases} "${count_${cases}} + 1")
      set(words_${cases}_${count_${cases}} "${words}")
    endif()
  else()
    set(among_words FALSE)
  endif()
endwhile()
if(cases EQUAL 0)
  message(FATAL_ERROR "no line `// expect: words` in ${FILE}")
endif()
foreach(i RANGE 1 ${cases})
  if(count_${i} EQUAL 0)
    message(FATAL_ERROR "${FILE}:${first_${i}}: no line `// expect: words` for ${KIND}")
  endif()
endforeach()

# ---- what is right compiles, so that each case fails for the reason given and for no other ----

execute_process(
  COMMAND ${command} ${define}RECKON_COMPILE_FAIL_CONTROL "${FILE}"
  RESULT_VARIABLE failed
  OUTPUT_VARIABLE said
  ERROR_VARIABLE said)
if(failed)
  message(FATAL_ERROR "the control does not compile:\n${said}")
endif()

# ---- what is wrong does not: each error goes, with its notes, to the case of the first line that it names ----

execute_process(
  COMMAND ${command} "${FILE}"
  RESULT_VARIABLE failed
  OUTPUT_VARIABLE said
  ERROR_VARIABLE said)
if(NOT failed)
  message(FATAL_ERROR "it compiles, and should not")
endif()

foreach(i RANGE 1 ${cases})
  set(said_${i} "")
endforeach()
set(errors 0)

# Gives `error` to its case.
macro(close_error)
  if(NOT error STREQUAL "")
    math(EXPR errors "${errors} + 1")
    set(owner 0)
    string(REGEX MATCHALL "@FILE@[:(][0-9]+" named "${error}")
    foreach(place IN LISTS named)
      string(REGEX REPLACE "^.*[^0-9]" "" place "${place}")
      foreach(i RANGE 1 ${cases})
        if(NOT place LESS first_${i})
          set(owner ${i})
        endif()
      endforeach()
      if(owner)
        break()
      endif()
    endforeach()
    if(NOT owner)
      string(REPLACE "@FILE@" "${FILE}" error "${error}")
      message(FATAL_ERROR "an error that is none of a case:\n${error}")
    endif()
    string(APPEND said_${owner} "${error}")
  endif()
endmacro()

string(REPLACE "${FILE}" "@FILE@" text "${said}")
set(error "")
set(ahead "")  # lines that say where the error or note below them comes from
while(NOT text STREQUAL "")
  take_line()
  if(line MATCHES "^In file included from |^  +from |: In .*:$|:   (recursively )?required ")
    string(APPEND ahead "${line}\n")
  elseif(line MATCHES ": (fatal )?error( [A-Z0-9]+)?: ")
    close_error()
    set(error "${ahead}${line}\n")
    set(ahead "")
  elseif(NOT error STREQUAL "")
    string(APPEND error "${ahead}${line}\n")
    set(ahead "")
  endif()
endwhile()
close_error()

foreach(i RANGE 1 ${cases})
  foreach(j RANGE 1 ${count_${i}})
    string(FIND "${said_${i}}" "${words_${i}_${j}}" at)
    if(at EQUAL -1)
      string(REPLACE "@FILE@" "${FILE}" said "${said_${i}}")
      message(FATAL_ERROR "${FILE}:${first_${i}}: the compiler does not say `${words_${i}_${j}}`, but:\n${said}")
    endif()
  endforeach()
endforeach()
