// SPDX-License-Identifier: Apache-2.0
/** How files and folders are made: whose they are, and when the disk has them. */
@NullMarked
package org.pennypost.maildir.disk;

import org.jspecify.annotations.NullMarked;
