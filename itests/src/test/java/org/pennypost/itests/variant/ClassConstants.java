// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.variant;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** The texts in a class file's constant pool (JVMS §4.4). */
final class ClassConstants {
    private static final int UTF8 = 1;

    private ClassConstants() {}

    /** Returns the class with each text replaced by what the function makes of it. */
    static byte[] replace(byte[] classFile, UnaryOperator<String> change) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        ByteArrayOutputStream octets = new ByteArrayOutputStream(classFile.length + 64);
        DataOutputStream out = new DataOutputStream(octets);
        out.writeInt(in.readInt());
        out.writeInt(in.readInt());
        int count = in.readUnsignedShort();
        out.writeShort(count);
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == UTF8) {
                out.writeUTF(change.apply(in.readUTF()));
            } else {
                out.write(in.readNBytes(length(tag)));
                if (tag == 5 || tag == 6) {
                    i++; // long and double take two entries
                }
            }
        }
        in.transferTo(out);
        return octets.toByteArray();
    }

    private static int length(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IllegalArgumentException("constant of kind " + tag);
        };
    }
}
