#pragma once
// The few cryptographic acts Amends needs, over libsodium: digests for the audit chain, sealing for personal data,
// keyed tokens for searching what is sealed, signatures for checkpoints, and password hashes.
// Keys are wiped from memory when they go.
//
//   auto sealed = base::Seal(key, plain, "C-1024|3");     // the context must be the same when opened

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

using Digest = std::array<unsigned char, 32>;

// BLAKE2b-256 over length-prefixed parts, so that ("ab","c") and ("a","bc") differ.
class Hasher {
 public:
  Hasher();
  Hasher& Add(std::string_view part);
  Hasher& Add(const Digest& digest);
  Hasher& Add(std::int64_t number);
  Digest Finish();

 private:
  alignas(64) std::array<unsigned char, 384> state_;
};
Digest Hash(std::string_view bytes);

// BLAKE2b-256 over one long text that comes in pieces: where it is cut does not matter.
class StreamHasher {
 public:
  StreamHasher();
  void Add(std::string_view piece);
  Digest Finish();

 private:
  alignas(64) std::array<unsigned char, 384> state_;
};

std::string Hex(std::span<const unsigned char> bytes);
std::optional<Digest> DigestFromHex(std::string_view hex);
// URL-safe alphabet, no padding.
std::string Base64(std::string_view bytes);
std::optional<std::string> FromBase64(std::string_view text);
// As letters carry it: with + and /, filled up with = to fours (RFC 4648, section 4).
std::string PaddedBase64(std::string_view bytes);

std::string RandomBytes(std::size_t count);
// A token for cookies and headers: 256 random bits in base64.
std::string RandomToken();

// 32 secret bytes.
class Key {
 public:
  static Key Random();
  static std::optional<Key> From(std::string_view bytes);
  // A key for one purpose, from which this key cannot be computed.
  Key Derive(std::string_view purpose) const;

  Key() = default;
  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key();

  const unsigned char* data() const { return bytes_.data(); }
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }

 private:
  std::array<unsigned char, 32> bytes_{};
};

// XChaCha20-Poly1305. The nonce is computed from key, context and text, so the same text sealed in the same place
// gives the same bytes: projections can be rebuilt byte for byte, and a stuck random generator cannot repeat a nonce
// for two different texts.
std::string Seal(const Key& key, std::string_view plain, std::string_view context);
// Nothing when the key or the context is another, or a byte has changed.
std::optional<std::string> Open(const Key& key, std::string_view sealed, std::string_view context);

// A keyed 64-bit fingerprint (SipHash-2-4).
std::uint64_t Fingerprint(const Key& key, std::string_view text);

// Ed25519, with the key pair made from a seed.
class Signer {
 public:
  explicit Signer(const Key& seed);
  std::string Sign(std::string_view message) const;
  bool Verify(std::string_view message, std::string_view signature) const;
  std::string PublicKey() const;

 private:
  std::array<unsigned char, 32> public_{};
  std::array<unsigned char, 64> secret_{};
};

// Argon2id. Slow on purpose (about 60 ms): never on a thread that serves others.
enum class PasswordCost { Interactive, Minimal };  // Minimal is for tests
std::string HashPassword(std::string_view password, PasswordCost cost);
bool PasswordFits(std::string_view hash, std::string_view password);

// HMAC-SHA256 in hex, as other systems check it.
std::string HmacSha256(std::string_view key, std::string_view message);

// Equal in a time that does not tell how much of it agrees.
bool EqualSecret(std::string_view a, std::string_view b);

}  // namespace base
