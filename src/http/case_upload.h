#pragma once
// A file on its way to a case: its bytes go to the store as they come, and the command that attaches it follows the last.

#include "app/ports/blob_store.h"
#include "http/endpoint.h"

namespace http {

struct FileQuery {
  base::Line name;
  std::optional<base::Prose> note;
};
BOOST_DESCRIBE_STRUCT(FileQuery, (), (name, note))
AMENDS_DOC(FileQuery, "What the file is called.", {"name", "Its name."}, {"note", "What it shows."})

// What the rules will not take is refused before its bytes are read, and leaves nothing behind.
base::Result<Endpoint::Opened> OpenCaseUpload(app::Service& service, app::BlobStore& blobs, app::CaseId id, FileQuery query,
                                              app::Request request);

// A file of a case, always as a download.
Reply FileReply(app::BlobStore& blobs, const cases::Case& c, base::AttachmentId file);

}  // namespace http
