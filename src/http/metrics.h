#pragma once
// What Prometheus asks for: requests by endpoint and status, how long they took, connections, commits.

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace http {

class Metrics {
 public:
  Metrics();
  void Count(const std::string& endpoint, unsigned status, double seconds);
  void Connected(int change) { connections_.Increment(change); }
  void Refused() { refused_.Increment(); }
  void Committed() { commits_.Increment(); }
  void Outbox(std::int64_t waiting, std::int64_t laid_aside);
  // The text form (exposition format 0.0.4).
  std::string Text();

 private:
  struct PerEndpoint {
    prometheus::Histogram* seconds = nullptr;
    std::unordered_map<unsigned, prometheus::Counter*> by_status;
  };

  std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Histogram>& durations_;
  prometheus::Gauge& connections_;
  prometheus::Counter& refused_;
  prometheus::Counter& commits_;
  prometheus::Family<prometheus::Gauge>& outbox_;
  std::mutex mutex_;
  std::unordered_map<std::string, PerEndpoint> endpoints_;
};

}  // namespace http
