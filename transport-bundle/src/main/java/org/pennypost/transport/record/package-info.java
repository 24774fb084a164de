// SPDX-License-Identifier: Apache-2.0
/** What the log says of connections: records marked with module and step, by which the log is filtered. */
@NullMarked
package org.pennypost.transport.record;

import org.jspecify.annotations.NullMarked;
