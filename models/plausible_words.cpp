#include "models/plausible_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace muster::models {
namespace {

constexpr std::array trouble_words{
    "alarm",     "alert",     "error",        "err",      "fail",    "failed",
    "failure",   "fault",     "invalid",      "trip",     "tripped", "triggered",
    "inhibited", "leak",      "low",          "conflict", "lost",    "blocked",
    "critical",  "emergency", "disconnected", "archived", "dummy"};
constexpr std::array trouble_phrases{"not connected", "error test"};
constexpr std::array good_words{"running", "enabled",   "enable", "active", "connected", "online",
                                "ok",      "available", "valid",  "ready",  "healthy"};
constexpr std::array yes_words{"on", "true", "active", "yes", "open"};

template <class Phrases>
bool has_any(const std::vector<std::string>& words, const Phrases& phrases) {
    return std::any_of(phrases.begin(), phrases.end(),
                       [&words](const char* phrase) { return has_phrase(words, phrase); });
}

bool speaks_of_trouble(const std::vector<std::string>& words) {
    return has_any(words, trouble_words) || has_any(words, trouble_phrases);
}

/// `rare` of the words share `part`, the others the rest.
std::vector<share> weights_for(const std::vector<bool>& rare, std::int64_t part) {
    const auto seldom = std::count(rare.begin(), rare.end(), true);
    const auto often = static_cast<std::ptrdiff_t>(rare.size()) - seldom;
    if (seldom == 0 || often == 0) return {};
    std::vector<share> weights;
    for (const bool is_rare : rare) {
        weights.push_back({is_rare ? part / seldom : (share::whole - part) / often});
    }
    // What integer division leaves over goes to a common word, so that the parts are the whole.
    std::int64_t sum = 0;
    for (const auto& weight : weights)
        sum += weight.ppb;
    const auto common = std::find(rare.begin(), rare.end(), false) - rare.begin();
    weights[static_cast<std::size_t>(common)].ppb += share::whole - sum;
    return weights;
}

struct text_rule {
    std::string_view phrase;
    std::vector<std::string> texts;
};

const std::vector<text_rule>& text_rules() {
    static const std::vector<text_rule> rules{
        {"ingress", {"sensor-0107 came into range", "sensor-0112 came into range"}},
        {"egress", {"sensor-0107 went out of range", "sensor-0112 went out of range"}},
        {"event", {"started", "stopped", "button pressed", "configuration changed"}},
        {"address", {"Hafenstrasse 12, Hamburg", "Marktplatz 3, Bremen", "Am Ring 41, Kiel"}},
        {"status", {"ok", "busy", "idle"}},
        {"state", {"ok", "busy", "idle"}},
        {"message", {"all is well", "restarted after an update", "waiting for the network"}},
        {"error", {"none", "timeout", "checksum mismatch"}},
        {"location", {"hall 1", "hall 2", "roof", "cellar"}},
        {"mode", {"auto", "manual", "eco"}},
        {"manufacturer", {"Nordwerk"}},
        {"customer", {"Stadtwerke Nord", "Kontor Logistik", "Hofgut Elbe"}},
        {"type", {"standard", "extended"}},
        {"serial number", {"SN-000107", "SN-000112", "SN-000131"}},
        {"hex", {"3034257BF400B7800004CB2F", "3034257BF400B7800004CB34"}},
        {"epc", {"urn:epc:id:sgtin:4012345.066666.1107", "urn:epc:id:sgtin:4012345.066666.1112"}},
        {"tid", {"E2801160600002054CC2096F", "E2801160600002054CC209A4"}},
        {"antenna", {"gate", "shelf", "dock"}},
        {"hostname", {"unit-0107.local", "unit-0112.local"}},
        {"memory", {"epc", "tid", "user"}},
        {"code", {"A1107", "B1112", "C1131"}},
        {"id", {"id-0107", "id-0112", "id-0131"}},
    };
    return rules;
}

attribute_source constant_text(std::string text) {
    attribute_source source;
    source.fixed = std::move(text);
    return source;
}

attribute_source numbered(std::string pattern) {
    attribute_source source;
    source.kind = attribute_source::form::sequence;
    source.pattern = std::move(pattern);
    return source;
}

attribute_source versions() {
    attribute_source source;
    source.kind = attribute_source::form::pick;
    source.choices = {{"2.4.1", {700'000'000}}, {"2.4.0", {220'000'000}}, {"2.3.7", {80'000'000}}};
    return source;
}

struct source_rule {
    std::string_view phrase;
    attribute_source source;
};

const std::vector<source_rule>& source_rules() {
    static const std::vector<source_rule> rules{
        {"uuid", numbered("6f1c2b5e-4d0a-4c1e-9a37-############")},
        {"guid", numbered("6f1c2b5e-4d0a-4c1e-9a37-############")},
        {"email", numbered("unit-######@fleet.example")},
        {"e mail", numbered("unit-######@fleet.example")},
        {"serial", numbered("SN-######")},
        {"thumbprint", constant_text("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b")},
        {"signature", constant_text("sha256RSA")},
        {"mac", numbered("02005e######")},
        {"udid", numbered("5d01########")},
        {"imei", numbered("35693803######0")},
        {"imsi", numbered("262019######000")},
        {"iccid", numbered("8949020000######000")},
        {"phone", numbered("+49 40 555######")},
        {"ssid", constant_text("fleet-iot")},
        {"time zone", constant_text("Europe/Berlin")},
        {"timezone", constant_text("Europe/Berlin")},
        {"country", constant_text("DE")},
        {"city", pick_of({"Hamburg", "Bremen", "Kiel", "Rostock"})},
        {"region", pick_of({"north", "coast", "inland"})},
        {"town", pick_of({"Hamburg", "Bremen", "Kiel", "Rostock"})},
        {"ip", pick_of({"10.20.0.17", "10.20.0.54", "10.20.1.23", "10.20.2.8"})},
        {"hardware address", numbered("02005e######")},
        {"network address", pick_of({"10.20.0.17", "10.20.0.54", "10.20.1.23", "10.20.2.8"})},
        {"peer address", pick_of({"10.20.0.5", "10.20.0.6"})},
        {"gateway", constant_text("10.20.0.1")},
        {"customer", pick_of({"Stadtwerke Nord", "Kontor Logistik", "Hofgut Elbe"})},
        {"address", pick_of({"Hafenstrasse 12, Hamburg", "Marktplatz 3, Bremen"})},
        {"hardware", pick_of({"B2", "B3"})},
        {"firmware", versions()},
        {"sw", versions()},
        {"software", versions()},
        {"version", versions()},
        {"processor manufacturer", constant_text("Arm")},
        {"architecture", pick_of({"armv7l", "aarch64"})},
        {"manufacturer", constant_text("Nordwerk")},
        {"vendor", constant_text("Nordwerk")},
        {"os", constant_text("Debian GNU/Linux 12")},
        {"model", constant_text("NW-200")},
        {"sku", constant_text("NW-200-EU")},
        {"description", constant_text("field unit")},
        {"hostname", numbered("unit-######")},
        {"url", constant_text("https://updates.example/nw-200.img")},
        {"uri", constant_text("https://updates.example/nw-200.img")},
        {"topic", constant_text("events")},
        {"user", constant_text("device")},
        {"password", constant_text("")},
        {"status", constant_text("ok")},
        {"details", constant_text("ok")},
        {"time", constant_text("2026-01-01T00:00:00Z")},
        {"location", pick_of({"hall 1", "hall 2", "roof", "cellar"})},
        {"name", numbered("unit-######")},
        {"id", numbered("id-######")},
    };
    return rules;
}

}  // namespace

choice_signal plausible_choice(const std::vector<std::string>& words, const name_words& name) {
    std::vector<bool> rare;
    for (const auto& word : words)
        rare.push_back(speaks_of_trouble(words_of(word)));
    if (std::find(rare.begin(), rare.end(), true) != rare.end()) {
        return {weights_for(rare, 40'000'000)};
    }
    if (!speaks_of_trouble(name.own)) return {};
    for (std::size_t i = 0; i < words.size(); ++i)
        rare[i] = has_any(words_of(words[i]), yes_words);
    return {weights_for(rare, 20'000'000)};
}

choice_signal plausible_truth(const name_words& name) {
    if (speaks_of_trouble(name.own)) return {{{980'000'000}, {20'000'000}}};
    if (has_any(name.own, good_words)) return {{{50'000'000}, {950'000'000}}};
    return {};
}

const std::vector<std::string>* texts_for(const std::vector<std::string>& words) {
    for (const auto& rule : text_rules())
        if (has_phrase(words, rule.phrase)) return &rule.texts;
    return nullptr;
}

const attribute_source* text_source_for(const std::vector<std::string>& words) {
    for (const auto& rule : source_rules())
        if (has_phrase(words, rule.phrase)) return &rule.source;
    return nullptr;
}

std::vector<std::string> plausible_texts(const name_words& name) {
    for (const auto* words : {&name.own, &name.all})
        if (const auto* texts = texts_for(*words)) return *texts;
    return {"alpha", "bravo", "charlie", "delta"};
}

attribute_source plausible_text_source(const name_words& name) {
    for (const auto* words : {&name.own, &name.all})
        if (const auto* source = text_source_for(*words)) return *source;
    return pick_of({"alpha", "bravo", "charlie", "delta"});
}

attribute_source pick_of(const std::vector<std::string>& texts) {
    attribute_source source;
    source.kind = attribute_source::form::pick;
    const auto count = static_cast<std::int64_t>(texts.size());
    for (const auto& text : texts)
        source.choices.push_back({text, {share::whole / count}});
    source.choices.front().part.ppb += share::whole % count;
    return source;
}

}  // namespace muster::models
