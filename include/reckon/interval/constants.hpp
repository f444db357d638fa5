// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/exact.hpp>

#include <cstdint>

// Constants of the elementary functions, to the last place; computed with mpmath 1.3 in 2000 binary places.
namespace reckon::detail::kernels {

inline constexpr exact::wide ln_2{false, 0x58b90bfbe8e7bcd5u, 0xe4f1d9cc01f97b58u, -127};
inline constexpr exact::wide log2_e{false, 0x5c551d94ae0bf85du, 0xdf43ff68348e9f44u, -126};
inline constexpr exact::wide ln_10{false, 0x49aec6eed554560bu, 0x752b6b15c1698514u, -125};
inline constexpr exact::wide log10_e{false, 0x6f2dec549b9438cau, 0x9aadd557d699ee19u, -128};
inline constexpr exact::wide half_pi{false, 0x6487ed5110b4611au, 0x62633145c06e0e69u, -126};
inline constexpr exact::wide pi{false, 0x6487ed5110b4611au, 0x62633145c06e0e69u, -125};

/// 1 / n! from n = 2 on, as fractions of 2^128 rounded down.
inline constexpr exact::word_pair inverse_factorials[] = {
    {0x8000000000000000u, 0x0000000000000000u}, {0x2aaaaaaaaaaaaaaau, 0xaaaaaaaaaaaaaaaau},
    {0x0aaaaaaaaaaaaaaau, 0xaaaaaaaaaaaaaaaau}, {0x0222222222222222u, 0x2222222222222222u},
    {0x005b05b05b05b05bu, 0x05b05b05b05b05b0u}, {0x000d00d00d00d00du, 0x00d00d00d00d00d0u},
    {0x0001a01a01a01a01u, 0xa01a01a01a01a01au}, {0x00002e3bc74aad8eu, 0x671f5583911ca002u},
    {0x0000049f93edde27u, 0xd71cbbc05b4fa999u}, {0x0000006b99159fd5u, 0x138e3f9d1f92e0dfu},
    {0x00000008f76c77fcu, 0x6c4bdaa26d4c3d67u}, {0x00000000b092309du, 0x43684be51c198e91u},
    {0x000000000c9cba54u, 0x603e4e905d6f8a2eu}, {0x0000000000d73f9fu, 0x399dc0f88ec32b58u},
    {0x00000000000d73f9u, 0xf399dc0f88ec32b5u}, {0x000000000000ca96u, 0x3b81856a53593028u},
    {0x0000000000000b41u, 0x3c31dcbecbbdd802u}, {0x0000000000000097u, 0xa4da340a0ab92650u},
    {0x0000000000000007u, 0x950ae900808941eau}, {0x0000000000000000u, 0x5c6e3bdb73d5c62fu},
    {0x0000000000000000u, 0x04338e5b6dfe14a5u}, {0x0000000000000000u, 0x002ec368262c7033u},
    {0x0000000000000000u, 0x0001f2cf01972f57u}, {0x0000000000000000u, 0x000013f3ccdd165fu},
    {0x0000000000000000u, 0x000000c4742fe352u}, {0x0000000000000000u, 0x0000000746ac70b7u},
    {0x0000000000000000u, 0x0000000042862898u}, {0x0000000000000000u, 0x00000000024b3f31u},
    {0x0000000000000000u, 0x000000000013932cu}, {0x0000000000000000u, 0x000000000000a1a6u},
    {0x0000000000000000u, 0x000000000000050du}, {0x0000000000000000u, 0x0000000000000027u},
    {0x0000000000000000u, 0x0000000000000001u}};

/// 1/3, 1/5, 1/7 ..., as fractions of 2^128 rounded down.
inline constexpr exact::word_pair inverse_odds[] = {
    {0x5555555555555555u, 0x5555555555555555u}, {0x3333333333333333u, 0x3333333333333333u},
    {0x2492492492492492u, 0x4924924924924924u}, {0x1c71c71c71c71c71u, 0xc71c71c71c71c71cu},
    {0x1745d1745d1745d1u, 0x745d1745d1745d17u}, {0x13b13b13b13b13b1u, 0x3b13b13b13b13b13u},
    {0x1111111111111111u, 0x1111111111111111u}, {0x0f0f0f0f0f0f0f0fu, 0x0f0f0f0f0f0f0f0fu},
    {0x0d79435e50d79435u, 0xe50d79435e50d794u}, {0x0c30c30c30c30c30u, 0xc30c30c30c30c30cu},
    {0x0b21642c8590b216u, 0x42c8590b21642c85u}, {0x0a3d70a3d70a3d70u, 0xa3d70a3d70a3d70au},
    {0x097b425ed097b425u, 0xed097b425ed097b4u}, {0x08d3dcb08d3dcb08u, 0xd3dcb08d3dcb08d3u},
    {0x0842108421084210u, 0x8421084210842108u}, {0x07c1f07c1f07c1f0u, 0x7c1f07c1f07c1f07u},
    {0x0750750750750750u, 0x7507507507507507u}, {0x06eb3e45306eb3e4u, 0x5306eb3e45306eb3u},
    {0x0690690690690690u, 0x6906906906906906u}, {0x063e7063e7063e70u, 0x63e7063e7063e706u},
    {0x05f417d05f417d05u, 0xf417d05f417d05f4u}, {0x05b05b05b05b05b0u, 0x5b05b05b05b05b05u},
    {0x0572620ae4c415c9u, 0x882b9310572620aeu}, {0x05397829cbc14e5eu, 0x0a72f05397829cbcu},
    {0x0505050505050505u, 0x0505050505050505u}, {0x04d4873ecade304du, 0x4873ecade304d487u}};

/// Arc tangents of 0, 1/8, 2/8 ... 1.
inline constexpr exact::wide arc_tangents[] = {{false, 0, 0, 0},
                                               {false, 0x7f56ea6ab0bdb719u, 0x644bcc4f9f44477cu, -130},
                                               {false, 0x7d6dd7e4b203758au, 0xb6e3cf7afbd10bf3u, -129},
                                               {false, 0x5bd86507937bc239u, 0xc55190916e7f2242u, -128},
                                               {false, 0x76b19c1586ed3da2u, 0xb7f222f65e1d4682u, -128},
                                               {false, 0x47802eaf7bfacfcdu, 0xae41af0b32e21ba4u, -127},
                                               {false, 0x525e3e8c9a7b8492u, 0x0cd43f9522bed64fu, -127},
                                               {false, 0x5c029f15e118cf39u, 0xe596d2a90852221fu, -127},
                                               {false, 0x6487ed5110b4611au, 0x62633145c06e0e69u, -127}};

/// 2 / pi, as a fraction of 2^1344.
inline constexpr std::uint64_t two_over_pi[] = {
    0xa2f9836e4e441529u, 0xfc2757d1f534ddc0u, 0xdb6295993c439041u, 0xfe5163abdebbc561u, 0xb7246e3a424dd2e0u,
    0x06492eea09d1921cu, 0xfe1deb1cb129a73eu, 0xe88235f52ebb4484u, 0xe99c7026b45f7e41u, 0x3991d639835339f4u,
    0x9c845f8bbdf9283bu, 0x1ff897ffde05980fu, 0xef2f118b5a0a6d1fu, 0x6d367ecf27cb09b7u, 0x4f463f669e5fea2du,
    0x7527bac7ebe5f17bu, 0x3d0739f78a5292eau, 0x6bfb5fb11f8d5d08u, 0x56033046fc7b6babu, 0xf0cfbc209af4361du,
    0xa9e391615ee61b08u};

}  // namespace reckon::detail::kernels
