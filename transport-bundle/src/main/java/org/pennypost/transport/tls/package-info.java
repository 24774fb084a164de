// SPDX-License-Identifier: Apache-2.0
/** Certificates and the TLS filter. */
@NullMarked
package org.pennypost.transport.tls;

import org.jspecify.annotations.NullMarked;
