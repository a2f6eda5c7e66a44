// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/core/hash.h"

#include <openssl/evp.h>

#include <array>
#include <new>

namespace photolint {
namespace {

constexpr std::size_t kDigestBytes = 32;

std::string digest_hex(const void* data, std::size_t size) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  if (EVP_Digest(data, size, digest.data(), nullptr, EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * kDigestBytes);
  for (std::size_t i = 0; i < kDigestBytes; ++i) {
    hex += kDigits[digest[i] >> 4];
    hex += kDigits[digest[i] & 15];
  }
  return hex;
}

}  // namespace

std::string sha256_hex(std::span<const std::uint8_t> bytes) {
  return digest_hex(bytes.data(), bytes.size());
}

std::string sha256_hex(std::string_view text) {
  return digest_hex(text.data(), text.size());
}

}  // namespace photolint
