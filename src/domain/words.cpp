#include "domain/words.h"

namespace domain {

using base::Saying;

Saying SayingOf(Role role) {
  switch (role) {
    case Role::Handler: return Saying("handler");
    case Role::TeamLeader: return Saying("team leader");
    case Role::Manager: return Saying("manager");
    case Role::Quality: return Saying("quality");
    case Role::Administrator: return Saying("administrator");
    case Role::Customer: return Saying("customer");
    case Role::System: return Saying("system");
  }
  return {};
}

Saying SayingOf(RemedyKind remedy) {
  switch (remedy) {
    case RemedyKind::Apology: return Saying("apology");
    case RemedyKind::Explanation: return Saying("explanation");
    case RemedyKind::Repair: return Saying("repair");
    case RemedyKind::Replacement: return Saying("replacement");
    case RemedyKind::Refund: return Saying("refund");
    case RemedyKind::PriceReduction: return Saying("price reduction");
    case RemedyKind::RepeatPerformance: return Saying("repeat performance");
    case RemedyKind::Compensation: return Saying("compensation");
    case RemedyKind::GoodwillGesture: return Saying("goodwill gesture");
    case RemedyKind::Correction: return Saying("correction");
    case RemedyKind::ProcessChange: return Saying("process change");
    case RemedyKind::Other: return Saying("other");
    case RemedyKind::WriteOff: return Saying("write off");
  }
  return {};
}

Saying SayingOf(Channel channel) {
  switch (channel) {
    case Channel::Telephone: return Saying("telephone");
    case Channel::Email: return Saying("email");
    case Channel::Letter: return Saying("letter");
    case Channel::Web: return Saying("web");
    case Channel::Portal: return Saying("portal");
    case Channel::InPerson: return Saying("in person");
    case Channel::Chat: return Saying("chat");
    case Channel::SocialMedia: return Saying("social media");
    case Channel::Text: return Saying("text");
    case Channel::Fax: return Saying("fax");
    case Channel::Referral: return Saying("referral");
    case Channel::Unknown: return Saying("unknown");
  }
  return {};
}

}  // namespace domain
