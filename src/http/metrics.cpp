#include "http/metrics.h"

#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <fstream>

namespace http {

Metrics::Metrics()
    : registry_(std::make_shared<prometheus::Registry>()),
      requests_(prometheus::BuildCounter().Name("amends_http_requests_total").Help("Requests answered").Register(*registry_)),
      durations_(
          prometheus::BuildHistogram().Name("amends_http_request_seconds").Help("Time to answer a request").Register(*registry_)),
      connections_(
          prometheus::BuildGauge().Name("amends_http_connections").Help("Open connections").Register(*registry_).Add({})),
      refused_(prometheus::BuildCounter()
                   .Name("amends_http_connections_refused_total")
                   .Help("Connections over the cap")
                   .Register(*registry_)
                   .Add({})),
      commits_(prometheus::BuildCounter()
                   .Name("amends_store_commits_total")
                   .Help("Transactions committed by this process")
                   .Register(*registry_)
                   .Add({})),
      outbox_(prometheus::BuildGauge()
                  .Name("amends_outbox_messages")
                  .Help("Webhook messages not delivered: waiting, or laid aside after days of trying")
                  .Register(*registry_)) {}

void Metrics::Outbox(std::int64_t waiting, std::int64_t laid_aside) {
  outbox_.Add({{"state", "waiting"}}).Set(static_cast<double>(waiting));
  outbox_.Add({{"state", "laid_aside"}}).Set(static_cast<double>(laid_aside));
}

void Metrics::Count(const std::string& endpoint, unsigned status, double seconds) {
  prometheus::Counter* counter = nullptr;
  prometheus::Histogram* histogram = nullptr;
  {
    const std::lock_guard lock(mutex_);
    PerEndpoint& own = endpoints_[endpoint];
    if (own.seconds == nullptr) {
      own.seconds = &durations_.Add(
          {{"endpoint", endpoint}},
          prometheus::Histogram::BucketBoundaries{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5});
    }
    prometheus::Counter*& by_status = own.by_status[status];
    if (by_status == nullptr) by_status = &requests_.Add({{"endpoint", endpoint}, {"status", std::to_string(status)}});
    counter = by_status;
    histogram = own.seconds;
  }
  counter->Increment();
  histogram->Observe(seconds);
}

std::string Metrics::Text() {
  std::string text = prometheus::TextSerializer().Serialize(registry_->Collect());
  // Resident memory, as the kernel counts it.
  long pages = 0;
  std::ifstream statm("/proc/self/statm");
  statm >> pages >> pages;
  text += "# HELP process_resident_memory_bytes Resident memory\n# TYPE process_resident_memory_bytes gauge\n";
  text += "process_resident_memory_bytes " + std::to_string(pages * sysconf(_SC_PAGESIZE)) + "\n";
  return text;
}

}  // namespace http
