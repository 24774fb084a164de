// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the Metatype resources of bundle jars (OSGi Compendium §105.8): which settings each PID has. */
final class MetatypeReader {
    private static final String FOLDER = "OSGI-INF/metatype/";

    private MetatypeReader() {}

    static List<SettingGroup> read(Path jar) {
        List<SettingGroup> groups = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream()
                    .filter(e -> e.getName().startsWith(FOLDER) && e.getName().endsWith(".xml"))
                    .toList()) {
                try (InputStream xml = zip.getInputStream(entry)) {
                    groups.addAll(parse(xml));
                }
            }
        } catch (IOException | SAXException e) {
            throw ExitException.error(jar + ": its metatype cannot be read: " + e.getMessage());
        }
        return groups;
    }

    static List<SettingGroup> parse(InputStream xml) throws IOException, SAXException {
        Element root;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            root = factory.newDocumentBuilder().parse(xml).getDocumentElement();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        Map<String, Element> classes = new HashMap<>();
        for (Element definition : elements(root, "OCD")) {
            classes.put(definition.getAttribute("id"), definition);
        }
        List<SettingGroup> groups = new ArrayList<>();
        for (Element designate : elements(root, "Designate")) {
            String factoryPid = designate.getAttribute("factoryPid");
            String pid = factoryPid.isEmpty() ? designate.getAttribute("pid") : factoryPid;
            for (Element object : elements(designate, "Object")) {
                Element definition = classes.get(object.getAttribute("ocdref"));
                if (definition != null) {
                    groups.add(group(pid, !factoryPid.isEmpty(), definition));
                }
            }
        }
        return groups;
    }

    private static SettingGroup group(String pid, boolean factory, Element definition) {
        List<Setting> settings = new ArrayList<>();
        for (Element attribute : elements(definition, "AD")) {
            List<String> options = new ArrayList<>();
            elements(attribute, "Option").forEach(option -> options.add(option.getAttribute("value")));
            settings.add(new Setting(
                    attribute.getAttribute("id"),
                    attribute.getAttribute("type"),
                    unescaped(attribute.getAttribute("default")),
                    optional(attribute, "min"),
                    optional(attribute, "max"),
                    options,
                    attribute.getAttribute("description")));
        }
        return new SettingGroup(
                pid, factory, definition.getAttribute("name"), definition.getAttribute("description"), settings);
    }

    private static Optional<String> optional(Element element, String name) {
        String value = element.getAttribute(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** Commas, spaces and backslashes of a default stand behind a backslash (Compendium §105.8.1). */
    private static String unescaped(String value) {
        return value.replaceAll("\\\\(.)", "$1");
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> found = new ArrayList<>(nodes.getLength());
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
