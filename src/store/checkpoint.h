#pragma once
// Signed checkpoints: where every stream stood at one moment, as a Merkle root, so that a stream cut short or removed is
// noticed. See maintenance.h for writing one.

#include <map>

#include "store/sql_store.h"

namespace store {

struct CheckpointRow {
  std::int64_t id = 0;
  std::int64_t at = 0;
  std::int64_t position = 0;
  std::int64_t streams = 0;
  std::string root;
  std::string previous;
  std::string signature;

  // What is signed.
  std::string Message() const {
    return base::Hex(base::Hasher()
                         .Add(std::string_view("amends checkpoint"))
                         .Add(id)
                         .Add(at)
                         .Add(position)
                         .Add(streams)
                         .Add(root)
                         .Add(previous)
                         .Finish());
  }
  std::string Digest() const { return base::Hex(base::Hash(Message() + signature)); }
};

std::vector<CheckpointRow> AllCheckpoints(Sql& sql);

// The Merkle root over leaves in the byte order of their names: a leaf and an inner node are hashed apart, and a node
// without a sibling moves up as it is.
base::Digest MerkleRoot(const std::map<std::string, app::Head>& heads);

// The heads the last checkpoint covers.
std::map<std::string, app::Head> CheckpointHeads(Sql& sql);

}  // namespace store
