#!/bin/sh
# wordpress-export-to-markdown 2.2.2 (npm) dates a story of five past midnight on 1 June to 31 May.
#
# An export of WordPress has the moment of each story three times: pubDate and post_date_gmt in universal time, and
# post_date by the clock of the site, of which its address is made (/2026/06/01/). The converter, whose README promises
# the date of the post, takes the day of pubDate, which is that of Greenwich. What a British paper puts out in the first
# hour of a day, from March to October, gets the day before, also in names of files and in folders of months; a paper in
# Boston gets the day after for what it puts out late in the evening. No zone can be set.
# Expected: 2026-06-01, as the site has it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" wordpress-export-to-markdown@2.2.2 >/dev/null
cd "$folder"
item() {
  cat <<XML
<item><title>$1</title><link>https://coast.example/$2</link><pubDate>$3</pubDate><dc:creator>ada</dc:creator>
<content:encoded><![CDATA[<p>It held.</p>]]></content:encoded><excerpt:encoded></excerpt:encoded>
<wp:post_id>$4</wp:post_id><wp:post_date>$5</wp:post_date><wp:post_date_gmt>$6</wp:post_date_gmt>
<wp:post_name>$1</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
XML
}
{
  echo '<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
  echo 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
  echo 'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Coast</title><wp:wxr_version>1.2</wp:wxr_version>'
  item summer 2026/06/01/summer/ "Sun, 31 May 2026 23:05:00 +0000" 1 "2026-06-01 00:05:00" "2026-05-31 23:05:00"
  item winter 2026/12/01/winter/ "Tue, 01 Dec 2026 00:05:00 +0000" 2 "2026-12-01 00:05:00" "2026-12-01 00:05:00"
  echo '</channel></rss>'
} > export.xml
node_modules/.bin/wordpress-export-to-markdown --wizard=false --input=export.xml --output=posts --post-folders=false \
  --prefix-date=true --year-folders=true --month-folders=true --save-attached-images=false \
  --save-scraped-images=false > log.txt || { cat log.txt; exit 1; }
seen=$(find posts -name "*.md" | sort)
dates=$(printf '%s\n' "$seen" | xargs sed -n 's/^date: //p')
printf 'wordpress-export-to-markdown 2.2.2\n%s\n%s\n' "$seen" "$dates"
[ "$seen" = "posts/2026/05/2026-05-31-summer.md
posts/2026/12/2026-12-01-winter.md" ] && [ "$dates" = '"2026-05-31"
"2026-12-01"' ] || { echo "It changed."; exit 1; }
