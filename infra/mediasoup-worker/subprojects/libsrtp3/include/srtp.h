// The part of libsrtp 3's API that the mediasoup worker uses, over libsrtp 2.
//
// libsrtp 2 is included inside a namespace, so that functions of the same name but another shape
// (srtp_create, srtp_protect, ...) can stand beside it. Its symbols have C linkage, so the linker
// does not see the namespace.
//
// What differs between the two:
//   - 3 encrypts from one buffer to another, 2 in place: here the packet is copied first.
//   - 3 has an opaque policy with setters, 2 a plain struct which points at the caller's key.
//   - 3 knows two more status codes.
#pragma once

#include <climits>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <stdint.h>

namespace libsrtp2
{
#include <srtp2/srtp.h>
} // namespace libsrtp2

/* Types, enumerators and functions that are the same in both. */

using enum libsrtp2::srtp_err_status_t;
using enum libsrtp2::srtp_ssrc_type_t;
using enum libsrtp2::srtp_profile_t;
using enum libsrtp2::srtp_event_t;

using libsrtp2::srtp_err_status_t;
using libsrtp2::srtp_event_data_t;
using libsrtp2::srtp_event_handler_func_t;
using libsrtp2::srtp_event_t;
using libsrtp2::srtp_profile_t;
using libsrtp2::srtp_ssrc_t;
using libsrtp2::srtp_ssrc_type_t;
using libsrtp2::srtp_t;

using libsrtp2::srtp_dealloc;
using libsrtp2::srtp_get_version_string;
using libsrtp2::srtp_init;
using libsrtp2::srtp_install_event_handler;
using libsrtp2::srtp_profile_get_master_key_length;
using libsrtp2::srtp_profile_get_master_salt_length;
using libsrtp2::srtp_shutdown;

/* A function of the same name and arguments as one of libsrtp 2 has to be handed on as above, not
   wrapped: argument-dependent lookup finds the original too, and the call would be ambiguous. */

/* Status codes that came with 3. The values are those of its header; the enumeration of 2 is an
   unsigned int underneath, and 28 and 29 lie within the range its 28 enumerators span. */

inline constexpr srtp_err_status_t srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
inline constexpr srtp_err_status_t srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(29);

inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc)
{
	return libsrtp2::srtp_remove_stream(session, ssrc);
}

/* Policy. The struct of 2 points at the key, so the key lives beside it in the same object. */

struct libsrtp3_policy
{
	libsrtp2::srtp_policy_t policy{};
	unsigned char key[SRTP_MAX_KEY_LEN]{};
};

using srtp_policy_t = libsrtp3_policy*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	*policy = new (std::nothrow) libsrtp3_policy();

	return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	if (policy)
	{
		// The key must not be left behind in freed memory, and the compiler may not drop these writes.
		volatile unsigned char* key = policy->key;

		for (size_t i{ 0 }; i < sizeof(policy->key); ++i)
		{
			key[i] = 0;
		}
	}

	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->policy.ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	const srtp_err_status_t err =
	  libsrtp2::srtp_crypto_policy_set_from_profile_for_rtp(&policy->policy.rtp, profile);

	if (err != srtp_err_status_ok)
	{
		return err;
	}

	return libsrtp2::srtp_crypto_policy_set_from_profile_for_rtcp(&policy->policy.rtcp, profile);
}

/* One key, without a master key identifier: the worker never uses either. */
inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* mki,
  size_t mkiLen)
{
	if (mki || mkiLen > 0 || policy->policy.key)
	{
		return srtp_err_status_no_such_op;
	}

	if (keyLen + saltLen > sizeof(policy->key))
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(policy->key, key, keyLen);
	std::memcpy(policy->key + keyLen, salt, saltLen);
	policy->policy.key = policy->key;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->policy.allow_repeat_tx = allow ? 1 : 0;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t windowSize)
{
	policy->policy.window_size = windowSize;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, const libsrtp3_policy* policy)
{
	// libsrtp 2 copies all that it keeps, so the policy may be destroyed afterwards.
	return libsrtp2::srtp_create(session, &policy->policy);
}

/* Packets. */

namespace libsrtp3
{
	// In libsrtp 2: the most that protecting adds. SRTCP adds four octets more (E flag and index).
	inline constexpr size_t MaxOverhead = SRTP_MAX_TRAILER_LEN + 4;

	// Copies a packet to where it is to be transformed in place, then transforms it.
	// `room` is what the transformation may need behind the packet.
	template<typename Transform>
	inline srtp_err_status_t copyThenTransform(
	  const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t room, Transform transform)
	{
		if (inLen > INT_MAX - room)
		{
			return srtp_err_status_bad_param;
		}

		if (*outLen < inLen + room)
		{
			return srtp_err_status_buffer_small;
		}

		if (in != out)
		{
			std::memmove(out, in, inLen);
		}

		int len                     = static_cast<int>(inLen);
		const srtp_err_status_t err = transform(out, &len);

		if (err == srtp_err_status_ok)
		{
			*outLen = static_cast<size_t>(len);
		}

		return err;
	}
} // namespace libsrtp3

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* rtp, size_t rtpLen, uint8_t* srtp, size_t* srtpLen, size_t /*mkiIndex*/)
{
	return libsrtp3::copyThenTransform(
	  rtp, rtpLen, srtp, srtpLen, libsrtp3::MaxOverhead, [session](uint8_t* packet, int* len)
	  { return libsrtp2::srtp_protect(session, packet, len); });
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* srtp, size_t srtpLen, uint8_t* rtp, size_t* rtpLen)
{
	return libsrtp3::copyThenTransform(
	  srtp, srtpLen, rtp, rtpLen, 0, [session](uint8_t* packet, int* len)
	  { return libsrtp2::srtp_unprotect(session, packet, len); });
}

inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* rtcp, size_t rtcpLen, uint8_t* srtcp, size_t* srtcpLen, size_t /*mkiIndex*/)
{
	return libsrtp3::copyThenTransform(
	  rtcp, rtcpLen, srtcp, srtcpLen, libsrtp3::MaxOverhead, [session](uint8_t* packet, int* len)
	  { return libsrtp2::srtp_protect_rtcp(session, packet, len); });
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* srtcp, size_t srtcpLen, uint8_t* rtcp, size_t* rtcpLen)
{
	return libsrtp3::copyThenTransform(
	  srtcp, srtcpLen, rtcp, rtcpLen, 0, [session](uint8_t* packet, int* len)
	  { return libsrtp2::srtp_unprotect_rtcp(session, packet, len); });
}
