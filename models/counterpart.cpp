#include "models/counterpart.hpp"

#include <algorithm>

#include "models/field_role.hpp"
#include "models/leaf_values.hpp"

namespace muster::models {
namespace {

using words = std::vector<std::string>;

words subject_of(const leaf& one) {
    return role_of(one.path).subject;
}

/// The words of name and title as subjects have them.
words all_words_of(const leaf& one) {
    std::string text;
    for (const auto& word : one.name.own)
        text += word + " ";
    return role_of(text).subject;
}

bool agree(const std::string& a, const std::string& b) {
    return a.empty() || b.empty() || a == b;
}

/// A field without a semantic type may be about one with it; it says no unit then either.
bool may_speak_of(const leaf& of, const leaf& other) {
    return is_number(other) && other.path != of.path && agree(of.semantic, other.semantic) &&
           agree(of.unit, other.unit);
}

template <class Fits>
const leaf* only_one(const std::vector<const leaf*>& candidates, const Fits& fits) {
    const leaf* found = nullptr;
    for (const auto* one : candidates) {
        if (!fits(*one)) continue;
        if (found) return nullptr;
        found = one;
    }
    return found;
}

}  // namespace

const leaf* counterpart_of(const leaf& of, const std::vector<leaf>& among) {
    if (!is_number(of)) return nullptr;
    const auto subject = subject_of(of);
    std::vector<const leaf*> candidates;
    for (const auto& other : among) {
        const bool same_kind = !of.semantic.empty() && other.semantic == of.semantic;
        const bool speaks = subject.empty() ? same_kind : has_words(subject_of(other), subject);
        if (speaks && may_speak_of(of, other)) candidates.push_back(&other);
    }
    if (candidates.size() == 1) return candidates.front();
    const auto is_exact = [&](const leaf& other) { return subject_of(other) == subject; };
    if (const auto* exact = only_one(candidates, is_exact)) return exact;
    const auto title = all_words_of(of);
    return only_one(candidates, [&](const leaf& other) {
        const auto others = subject_of(other);
        return !others.empty() && has_words(title, others);
    });
}

}  // namespace muster::models
