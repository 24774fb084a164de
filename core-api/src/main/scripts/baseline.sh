#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes the present API the one that later builds are compared with: builds core-api, puts its jar into
# core-api/baseline/ under the given version (default: one above the present baseline's last number)
# and names that version in core-api/pom.xml. Commit all three together, with the reason. Never take a version twice:
# Maven keeps what it has once seen, and would go on comparing with that.
set -euo pipefail
cd "$(dirname "$0")/../../.."

old=$(sed -n 's|.*<baseline.version>\(.*\)</baseline.version>.*|\1|p' pom.xml)
new=${1:-${old%.*}.$((${old##*.} + 1))}
home=baseline/org/pennypost/core-api

(cd .. && mvn -B -q -Pfast -pl core-api -DskipTests -Dbaseline.skip=true package)
rm -rf "${home:?}"
mkdir -p "$home/$new"
cp target/core-api-*-SNAPSHOT.jar "$home/$new/core-api-$new.jar"
cat > "$home/$new/core-api-$new.pom" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.pennypost</groupId>
  <artifactId>core-api</artifactId>
  <version>$new</version>
</project>
POM
sed -i -e "s|<baseline.version>.*</baseline.version>|<baseline.version>$new</baseline.version>|" \
    -e 's|<baseline.skip>true</baseline.skip>|<baseline.skip>${checks.skip}</baseline.skip>|' pom.xml
echo "core-api is now compared with $new"
