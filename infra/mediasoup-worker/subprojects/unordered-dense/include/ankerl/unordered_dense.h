// ankerl::unordered_dense under the names that the mediasoup worker uses, made of the standard
// containers and Abseil's hash. The dense containers are an optimisation of cache locality, with
// weaker guarantees than these (a dense map moves its elements), so code written for them is
// correct with these.
#pragma once

#include <absl/hash/hash.h>
#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace ankerl::unordered_dense
{
	template<typename T>
	using hash = absl::Hash<T>;

	template<typename Key, typename Value, typename Hash = hash<Key>, typename Equal = std::equal_to<Key>>
	using map = std::unordered_map<Key, Value, Hash, Equal>;

	template<typename Key, typename Hash = hash<Key>, typename Equal = std::equal_to<Key>>
	using set = std::unordered_set<Key, Hash, Equal>;
} // namespace ankerl::unordered_dense
