#include "domain/cases/words.h"

namespace cases {

Saying SayingOf(Kind kind) {
  switch (kind) {
    case Kind::Complaint: return Saying("complaint");
    case Kind::Problem: return Saying("problem");
  }
  return {};
}

Saying SayingOf(Severity severity) {
  switch (severity) {
    case Severity::Low: return Saying("low");
    case Severity::Medium: return Saying("medium");
    case Severity::High: return Saying("high");
    case Severity::Critical: return Saying("critical");
  }
  return {};
}

Saying SayingOf(Emotion emotion) {
  switch (emotion) {
    case Emotion::Calm: return Saying("calm");
    case Emotion::Frustrated: return Saying("frustrated");
    case Emotion::Upset: return Saying("upset");
    case Emotion::Angry: return Saying("angry");
    case Emotion::Distressed: return Saying("distressed");
  }
  return {};
}

Saying SayingOf(Relation relation) {
  switch (relation) {
    case Relation::SameCause: return Saying("same cause");
    case Relation::Duplicate: return Saying("duplicate");
    case Relation::FollowsFrom: return Saying("follows from");
    case Relation::Related: return Saying("related");
    case Relation::SplitFrom: return Saying("split from");
  }
  return {};
}

Saying SayingOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::ResolvedConfirmed: return Saying("solved and confirmed by the customer");
    case Outcome::ResolvedUnconfirmed: return Saying("resolved, never confirmed");
    case Outcome::NotUpheldFinalPosition: return Saying("not upheld, with a final position");
    case Outcome::Withdrawn: return Saying("withdrawn");
    case Outcome::Referred: return Saying("referred");
    case Outcome::OutOfScope: return Saying("out of scope");
  }
  return {};
}

Saying SayingOf(Instrument instrument) {
  switch (instrument) {
    case Instrument::Satisfaction: return Saying("satisfaction");
    case Instrument::Effort: return Saying("effort");
    case Instrument::Recommendation: return Saying("recommendation");
    case Instrument::ServiceQuality: return Saying("service quality");
  }
  return {};
}

Saying SayingOf(Dimension dimension) {
  switch (dimension) {
    case Dimension::Reliability: return Saying("reliability");
    case Dimension::Assurance: return Saying("assurance");
    case Dimension::Tangibles: return Saying("tangibles");
    case Dimension::Empathy: return Saying("empathy");
    case Dimension::Responsiveness: return Saying("responsiveness");
  }
  return {};
}

Saying SayingOf(Trigger trigger) {
  switch (trigger) {
    case Trigger::Authority: return Saying("authority");
    case Trigger::Clock: return Saying("clock");
    case Trigger::BrokenPromise: return Saying("broken promise");
    case Trigger::Vulnerability: return Saying("vulnerability");
    case Trigger::Safety: return Saying("safety");
    case Trigger::Value: return Saying("value");
    case Trigger::Deadlock: return Saying("deadlock");
    case Trigger::Repeat: return Saying("repeat");
    case Trigger::CustomerRequest: return Saying("customer request");
  }
  return {};
}

Saying SayingOf(OfferState state) {
  switch (state) {
    case OfferState::Open: return Saying("open");
    case OfferState::Accepted: return Saying("accepted");
    case OfferState::Declined: return Saying("declined");
    case OfferState::Countered: return Saying("countered");
    case OfferState::Overtaken: return Saying("overtaken");
  }
  return {};
}

Saying SayingOf(ActionState state) {
  switch (state) {
    case ActionState::Planned: return Saying("planned");
    case ActionState::Completed: return Saying("completed");
    case ActionState::Failed: return Saying("failed");
  }
  return {};
}

}  // namespace cases
