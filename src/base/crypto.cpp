#include "base/crypto.h"

#include <sodium.h>

#include <cstring>
#include <stdexcept>

namespace base {
namespace {

// libsodium must be initialised once before its first use, from whichever thread comes first.
void EnsureReady() {
  static const int ready = sodium_init();
  if (ready < 0) throw std::runtime_error("libsodium could not be initialised");
}
const bool kReadyAtStart = (EnsureReady(), true);

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

crypto_generichash_state* State(std::array<unsigned char, 384>& bytes) {
  static_assert(sizeof(crypto_generichash_state) <= 384);
  return reinterpret_cast<crypto_generichash_state*>(bytes.data());
}

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

std::string Encoded(std::string_view bytes, int variant) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), Bytes(bytes), bytes.size(), variant);
  text.pop_back();  // libsodium counts and writes a final zero
  return text;
}

}  // namespace

Hasher::Hasher() : state_() { crypto_generichash_init(State(state_), nullptr, 0, sizeof(Digest)); }

Hasher& Hasher::Add(std::string_view part) {
  Add(static_cast<std::int64_t>(part.size()));
  crypto_generichash_update(State(state_), Bytes(part), part.size());
  return *this;
}

Hasher& Hasher::Add(const Digest& digest) {
  crypto_generichash_update(State(state_), digest.data(), digest.size());
  return *this;
}

Hasher& Hasher::Add(std::int64_t number) {
  std::array<unsigned char, 8> little{};
  for (std::size_t i = 0; i < 8; ++i) little[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
  crypto_generichash_update(State(state_), little.data(), little.size());
  return *this;
}

Digest Hasher::Finish() {
  Digest digest{};
  crypto_generichash_final(State(state_), digest.data(), digest.size());
  return digest;
}

StreamHasher::StreamHasher() : state_() { crypto_generichash_init(State(state_), nullptr, 0, sizeof(Digest)); }
void StreamHasher::Add(std::string_view piece) { crypto_generichash_update(State(state_), Bytes(piece), piece.size()); }
Digest StreamHasher::Finish() {
  Digest digest{};
  crypto_generichash_final(State(state_), digest.data(), digest.size());
  return digest;
}

Digest Hash(std::string_view bytes) { return Hasher().Add(bytes).Finish(); }

std::string Hex(std::span<const unsigned char> bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const unsigned char byte : bytes) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

std::optional<Digest> DigestFromHex(std::string_view hex) {
  Digest digest{};
  std::size_t size = 0;
  if (hex.size() != digest.size() * 2) return std::nullopt;
  if (sodium_hex2bin(digest.data(), digest.size(), hex.data(), hex.size(), nullptr, &size, nullptr) != 0 ||
      size != digest.size()) {
    return std::nullopt;
  }
  return digest;
}

std::string Base64(std::string_view bytes) { return Encoded(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }

std::string PaddedBase64(std::string_view bytes) { return Encoded(bytes, sodium_base64_VARIANT_ORIGINAL); }

std::optional<std::string> FromBase64(std::string_view text) {
  std::string bytes(text.size() * 3 / 4 + 1, '\0');
  std::size_t size = 0;
  if (sodium_base642bin(Bytes(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

std::string RandomBytes(std::size_t count) {
  EnsureReady();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string RandomToken() { return Base64(RandomBytes(32)); }

Key Key::Random() {
  EnsureReady();
  Key key;
  randombytes_buf(key.bytes_.data(), key.bytes_.size());
  return key;
}

std::optional<Key> Key::From(std::string_view bytes) {
  Key key;
  if (bytes.size() != key.bytes_.size()) return std::nullopt;
  std::memcpy(key.bytes_.data(), bytes.data(), bytes.size());
  return key;
}

Key Key::Derive(std::string_view purpose) const {
  Key derived;
  crypto_generichash(derived.bytes_.data(), derived.bytes_.size(), Bytes(purpose), purpose.size(), bytes_.data(), bytes_.size());
  return derived;
}

Key::~Key() { sodium_memzero(bytes_.data(), bytes_.size()); }

std::string Seal(const Key& key, std::string_view plain, std::string_view context) {
  std::string sealed(kNonce + plain.size() + kTag, '\0');
  crypto_generichash_state state;
  crypto_generichash_init(&state, key.data(), 32, kNonce);
  const auto context_size = static_cast<std::uint64_t>(context.size());
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&context_size), sizeof context_size);
  crypto_generichash_update(&state, Bytes(context), context.size());
  crypto_generichash_update(&state, Bytes(plain), plain.size());
  crypto_generichash_final(&state, Bytes(sealed), kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(Bytes(sealed) + kNonce, nullptr, Bytes(plain), plain.size(), Bytes(context),
                                             context.size(), nullptr, Bytes(sealed), key.data());
  return sealed;
}

std::optional<std::string> Open(const Key& key, std::string_view sealed, std::string_view context) {
  if (sealed.size() < kNonce + kTag) return std::nullopt;
  std::string plain(sealed.size() - kNonce - kTag, '\0');
  const int opened =
      crypto_aead_xchacha20poly1305_ietf_decrypt(Bytes(plain), nullptr, nullptr, Bytes(sealed) + kNonce, sealed.size() - kNonce,
                                                 Bytes(context), context.size(), Bytes(sealed), key.data());
  if (opened != 0) return std::nullopt;
  return plain;
}

std::uint64_t Fingerprint(const Key& key, std::string_view text) {
  static_assert(crypto_shorthash_KEYBYTES <= 32);
  std::uint64_t print = 0;
  crypto_shorthash(reinterpret_cast<unsigned char*>(&print), Bytes(text), text.size(), key.data());
  return print;
}

Signer::Signer(const Key& seed) {
  EnsureReady();
  crypto_sign_seed_keypair(public_.data(), secret_.data(), seed.data());
}

std::string Signer::Sign(std::string_view message) const {
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(Bytes(signature), nullptr, Bytes(message), message.size(), secret_.data());
  return signature;
}

bool Signer::Verify(std::string_view message, std::string_view signature) const {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(Bytes(signature), Bytes(message), message.size(), public_.data()) == 0;
}

std::string Signer::PublicKey() const { return {reinterpret_cast<const char*>(public_.data()), public_.size()}; }

std::string HashPassword(std::string_view password, PasswordCost cost) {
  EnsureReady();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  const bool minimal = cost == PasswordCost::Minimal;
  const int made = crypto_pwhash_str_alg(
      hash.data(), password.data(), password.size(), minimal ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE,
      minimal ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
  if (made != 0) throw std::bad_alloc();
  return hash.data();
}

bool PasswordFits(std::string_view hash, std::string_view password) {
  return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

std::string HmacSha256(std::string_view key, std::string_view message) {
  const auto bytes = [](std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); };
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes(message), message.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> out{};
  crypto_auth_hmacsha256_final(&state, out.data());
  return Hex(out);
}

bool EqualSecret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace base
