// SPDX-License-Identifier: Apache-2.0
/** The PROXY protocol, versions 1 and 2: what a proxy says of the client before the client speaks. */
@NullMarked
package org.pennypost.transport.proxy;

import org.jspecify.annotations.NullMarked;
