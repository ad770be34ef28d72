#include "http/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <cctype>

namespace http {

bool TakesCoding(std::string_view accept_encoding, std::string_view wanted) {
  std::string header;
  for (const char c : accept_encoding) {
    if (c != ' ') header += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  std::string_view rest = header;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    const std::string_view coding = rest.substr(0, end);
    const std::string_view name = coding.substr(0, coding.find(';'));
    if (name == wanted || name == "*") {
      const std::size_t q = coding.find(";q=0");
      return q == std::string_view::npos || coding.find_first_of("123456789", q + 3) != std::string_view::npos;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

std::optional<std::string> Gzip(std::string_view plain) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;
  if (deflateInit2(&stream, 5, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return std::nullopt;
  std::string packed(deflateBound(&stream, plain.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));  // NOLINT: zlib's old interface; it only reads
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END || packed.size() >= plain.size()) return std::nullopt;
  return packed;
}

}  // namespace http
