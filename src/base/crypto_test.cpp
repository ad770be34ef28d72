#include "base/crypto.h"

#include <rapidcheck.h>

#include <set>

#include <gtest/gtest.h>

namespace base {
namespace {

std::string Bytes(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return bytes;
}
std::string ToHex(std::string_view bytes) { return Hex({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()}); }
// The key of bytes `first`, first + 1, first + 2, ...
Key Counting(int first) {
  std::string bytes;
  for (int i = 0; i < 32; ++i) bytes += static_cast<char>(first + i);
  return *Key::From(bytes);
}

// -- Known answers ----------------------------------------------------------------------------------------------------

TEST(Digests, are_blake2b_256) {
  StreamHasher hasher;
  hasher.Add("a");
  hasher.Add("");
  hasher.Add("bc");
  EXPECT_EQ(Hex(hasher.Finish()), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  EXPECT_EQ(Hex(StreamHasher().Finish()), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

TEST(Digests, of_parts_are_over_eight_little_endian_bytes_of_length_and_the_part) {
  EXPECT_EQ(Hex(Hash("abc")), "3bdc62cfd65e3b78e3d90e32e0a91ebfbc229c30abe54e6abd16c5d4def0db7b");
  EXPECT_EQ(Hex(Hasher().Add("a").Add(std::int64_t{-2}).Add(Digest{}).Finish()),
            "891544829171554c2b472d15b1a478734151f92dd97ee445c4046af246024a01");
  EXPECT_NE(Hasher().Add("ab").Add("c").Finish(), Hasher().Add("a").Add("bc").Finish());
}

TEST(Fingerprints, are_siphash_2_4) {
  // The vector of the SipHash paper: key 00..0f, message 00..0e.
  EXPECT_EQ(Fingerprint(Counting(0), Bytes("000102030405060708090a0b0c0d0e")), 0xa129ca6149be45e5U);
  EXPECT_NE(Fingerprint(Counting(0), "boiler"), Fingerprint(Counting(1), "boiler"));
}

TEST(Sealing, is_xchacha20_poly1305_with_the_nonce_in_front) {
  // draft-irtf-cfrg-xchacha-03, A.3.1.
  const std::string nonce = Bytes("404142434445464748494a4b4c4d4e4f5051525354555657");
  const std::string sealed = Bytes(
      "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e12"
      "13b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e"
      "c0875924c1c7987947deafd8780acf49");
  EXPECT_EQ(Open(Counting(0x80), nonce + sealed, Bytes("50515253c0c1c2c3c4c5c6c7")),
            "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.");
}

TEST(Signing, is_ed25519) {
  // RFC 8032, 7.1, test 1.
  const Signer signer(*Key::From(Bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")));
  EXPECT_EQ(ToHex(signer.PublicKey()), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(ToHex(signer.Sign("")),
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe246551"
            "41438e7a100b");
}

TEST(Keys, derive_one_for_each_purpose_by_keyed_blake2b) {
  const Key key = Counting(0);
  EXPECT_EQ(ToHex(key.Derive("search").view()), "c0e7ec9c7f6634670ec125d1372e24920ce3799f714a18e8197be95c7a882401");
  EXPECT_NE(key.Derive("search").view(), key.Derive("chain").view());
  EXPECT_FALSE(Key::From(std::string(31, 'k')));
}

TEST(Base64, is_the_url_safe_alphabet_without_padding) {
  EXPECT_EQ(Base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(Base64("foob"), "Zm9vYg");
  EXPECT_EQ(Base64(""), "");
  EXPECT_EQ(Base64("\xFB\xFF\xFE"), "-__-");
  for (const char* bad : {"Zm9vYg==", "Zm9v Yg", "+//+", "Z", "Zm9vYh"}) EXPECT_FALSE(FromBase64(bad)) << bad;
}

TEST(Base64, of_letters_has_the_other_signs_and_is_filled_up) {
  EXPECT_EQ(PaddedBase64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(PaddedBase64("foob"), "Zm9vYg==");
  EXPECT_EQ(PaddedBase64("\xFB\xFF\xFE"), "+//+");
}

TEST(Base64, written_and_read_is_the_same) {
  EXPECT_TRUE(
      rc::check("FromBase64(Base64(x)) == x", [](const std::string& bytes) { RC_ASSERT(FromBase64(Base64(bytes)) == bytes); }));
}

TEST(Hex, is_read_whole_or_not_at_all) {
  const Digest digest = Hash("abc");
  EXPECT_EQ(DigestFromHex(Hex(digest)), digest);
  EXPECT_FALSE(DigestFromHex(Hex(digest).substr(2)));
  EXPECT_FALSE(DigestFromHex("zz" + Hex(digest).substr(2)));
}

// -- What they must and must not do -----------------------------------------------------------------------------------

TEST(Sealing, what_was_sealed_opens_with_the_same_key_in_the_same_place_only) {
  const Key key = Counting(1);
  const std::string sealed = Seal(key, "No heating, baby at home.", "C-1024|3");
  EXPECT_EQ(Open(key, sealed, "C-1024|3"), "No heating, baby at home.");
  EXPECT_FALSE(Open(Counting(2), sealed, "C-1024|3"));
  EXPECT_FALSE(Open(key, sealed, "C-1024|4"));
  EXPECT_EQ(sealed.find("heating"), std::string::npos);
  EXPECT_EQ(Open(key, Seal(key, "", ""), ""), "");
}

TEST(Sealing, notices_every_changed_and_every_missing_byte) {
  const Key key = Counting(1);
  const std::string sealed = Seal(key, "Boiler", "C-1|1");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(Open(key, changed, "C-1|1")) << i;
    EXPECT_FALSE(Open(key, std::string_view(sealed).substr(0, i), "C-1|1")) << i;
  }
}

TEST(Sealing, gives_the_same_bytes_for_the_same_text_in_the_same_place_and_others_elsewhere) {
  const Key key = Counting(1);
  EXPECT_EQ(Seal(key, "Boiler", "C-1|1"), Seal(key, "Boiler", "C-1|1"));
  const std::set<std::string> nonces{Seal(key, "Boiler", "C-1|1").substr(0, 24), Seal(key, "Boiler", "C-1|2").substr(0, 24),
                                     Seal(key, "Boilers", "C-1|1").substr(0, 24),
                                     Seal(Counting(2), "Boiler", "C-1|1").substr(0, 24),
                                     Seal(key, "|1Boiler", "C-1").substr(0, 24)};
  EXPECT_EQ(nonces.size(), 5U);
}

TEST(Signing, a_signature_holds_for_its_message_and_signer_alone) {
  const Signer signer(Counting(1));
  const std::string signature = signer.Sign("checkpoint 7");
  EXPECT_TRUE(signer.Verify("checkpoint 7", signature));
  EXPECT_FALSE(signer.Verify("checkpoint 8", signature));
  EXPECT_FALSE(Signer(Counting(2)).Verify("checkpoint 7", signature));
  EXPECT_FALSE(signer.Verify("checkpoint 7", signature.substr(1)));
  EXPECT_FALSE(signer.Verify("checkpoint 7", ""));
}

TEST(Passwords, fit_their_own_hash_only_and_no_hash_is_like_another) {
  const std::string hash = HashPassword("correct horse", PasswordCost::Minimal);
  EXPECT_TRUE(PasswordFits(hash, "correct horse"));
  EXPECT_FALSE(PasswordFits(hash, "correct horsE"));
  EXPECT_FALSE(PasswordFits(hash, ""));
  EXPECT_FALSE(PasswordFits("not a hash", "correct horse"));
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_NE(hash, HashPassword("correct horse", PasswordCost::Minimal));
}

TEST(Randomness, gives_tokens_of_256_bits_that_never_repeat) {
  std::set<std::string> tokens;
  for (int i = 0; i < 1000; ++i) tokens.insert(RandomToken());
  EXPECT_EQ(tokens.size(), 1000U);
  EXPECT_EQ(FromBase64(*tokens.begin())->size(), 32U);
  EXPECT_NE(Key::Random().view(), Key::Random().view());
}

TEST(Secrets, are_equal_only_whole) {
  EXPECT_TRUE(EqualSecret("token", "token"));
  EXPECT_FALSE(EqualSecret("token", "tokem"));
  EXPECT_FALSE(EqualSecret("token", "toke"));
  EXPECT_TRUE(EqualSecret("", ""));
}

}  // namespace
}  // namespace base
