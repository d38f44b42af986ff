#pragma once

#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo take arguments of any type, which Swift cannot call: here is a door
// for each type that sending mail needs.

typedef size_t (*ccurl_callback)(char *buffer, size_t size, size_t count, void *context);

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode ccurl_set_callback(CURL *handle, CURLoption option, ccurl_callback value);
CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value);
