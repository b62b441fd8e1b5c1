"""What becomes of each shortcode and block: turned into something of ours, unwrapped to what it holds, or left out.

What stands in no list is unwrapped where it holds words, and left out with a note where it holds none.
"""


def _words(text: str) -> set[str]:
    return set(text.split())


CAPTIONS = _words("caption wp_caption media-credit")
GALLERIES = _words(
    "gallery nggallery ngg foogallery envira-gallery wppa slideshow metaslider rev_slider et_pb_gallery vc_gallery"
    " vc_images_carousel vc_media_grid vc_masonry_media_grid"
    " wp:gallery wp:jetpack/tiled-gallery wp:jetpack/slideshow wp:jetpack/image-compare"
)
PICTURES = _words("wp:image wp:cover wp:media-text wp:post-featured-image")
EMBEDS = _words(
    "embed youtube vimeo twitter tweet instagram facebook soundcloud tiktok dailymotion spotify audio playlist video"
    " wpvideo videopress pdf-embedder embeddoc gview documentcloud scribd slideshare datawrapper flourish tableau"
    " infogram googlemaps iframe vc_video et_pb_video et_pb_audio fusion_youtube fusion_vimeo fusion_video"
    " fusion_audio wp:embed wp:audio wp:video wp:file wp:lede-common/flourish"
)
QUOTES = _words("pullquote perfectpullquote su_quote su_pullquote quote wp:pullquote")
# Elements of builders whose picture, heading or button is an attribute.
BUILT = _words(
    "et_pb_image et_pb_fullwidth_image et_pb_blurb et_pb_slide et_pb_team_member et_pb_testimonial et_pb_cta"
    " et_pb_heading et_pb_button et_pb_fullwidth_header vc_single_image vc_custom_heading vc_text_separator vc_cta"
    " vc_btn vc_button fusion_imageframe fusion_gallery_image fusion_button"
)
ENCODED = _words("vc_raw_html fusion_code")
BOXES = _words("su_box su_note vc_message callout module infobox box wp:callout")
QUESTIONS = _words(
    "su_accordion su_spoiler mks_accordion accordion accordion_item toggle et_pb_toggle vc_toggle vc_accordion_tab"
    " vc_tta_section tab su_tab et_pb_tab wp:details wp:atomic-blocks/ab-accordion wp:genesis-blocks/gb-accordion"
)
LINKS = _words("url img")  # of forums: [url=https://…]words[/url]
FOOTNOTES = _words("footnote footnotes efn_note ref")
PREFORMATTED = _words("code sourcecode pre")
POLLS = _words("polldaddy poll crowdsignal yop_poll totalpoll wp:crowdsignal-forms/poll")
TABLES = _words("table tablepress ninja_tables supsystic-tables wp:table")
NOTES = _words("wp:footnotes")

UNWRAPPED = _words(
    "vc_row vc_row_inner vc_column vc_column_inner vc_column_text vc_section et_pb_section et_pb_row et_pb_row_inner"
    " et_pb_column et_pb_column_inner et_pb_text et_pb_code fusion_builder_container fusion_builder_row"
    " fusion_builder_column fusion_text fusion_title td_block_text_with_title row column columns dropcap highlight"
    " one_half one_third two_thirds three_fourth one_fourth su_row su_column su_highlight su_dropcap center tabs"
    " su_tabs et_pb_tabs et_pb_accordion vc_tta_accordion vc_accordion wp:group wp:columns wp:column wp:freeform"
    " wp:paragraph wp:heading wp:list wp:list-item wp:quote wp:html wp:preformatted wp:verse wp:code wp:block"
    " wp:shortcode wp:classic wp:missing wp:buttons wp:button lead intro"
)
OUT = _words(
    "ad ads adrotate adinserter contact-form contact-form-7 contact-field gravityform wpforms ninja_form ninja_forms"
    " formidable mailchimp mc4wp_form newsletter newsletter_form newsletters_lf donate donation give_form"
    " homepage-articles query social-links addtoany addtoany_buttons sharethis toc ez-toc readmore more nextpage"
    " vc_empty_space vc_separator et_pb_divider fusion_separator spacer divider recent-posts recent_posts display-posts"
    " related related_posts rev_slider_alias jetpack_subscription_form simple-payment et_pb_sidebar vc_widget_sidebar"
    " vc_raw_js et_pb_contact_form et_pb_signup et_pb_social_media_follow do_widget widget sidebar login-form"
    " wp:more wp:nextpage wp:separator wp:spacer wp:latest-posts wp:latest-comments wp:archives wp:calendar"
    " wp:categories wp:rss wp:search wp:tag-cloud wp:social-links wp:social-link wp:query wp:post wp:login-out"
    " wp:loginout wp:newspack-blocks/homepage-articles wp:newspack-blocks/donate wp:jetpack/contact-form"
    " wp:jetpack/mailchimp wp:jetpack/subscriptions wp:jetpack/related-posts wp:newspack-newsletters/subscribe"
    " wp:widget-group wp:navigation"
)
# Within a line of words: parts of them.
INLINE = _words("dropcap highlight su_dropcap su_highlight")
# Words of English too: without an attribute and an end they mean nothing to WordPress.
NEED_MORE = (
    CAPTIONS
    | EMBEDS
    | QUOTES
    | BOXES
    | QUESTIONS
    | PREFORMATTED
    | POLLS
    | TABLES
    | LINKS
    | _words("footnote efn_note ref more nextpage readmore related query widget sidebar spacer divider newsletter")
)
NO_SHORTCODES = _words("sic ... … he she they it i we you inaudible laughter applause pause emphasis")
KNOWN = (
    CAPTIONS
    | GALLERIES
    | PICTURES
    | EMBEDS
    | QUOTES
    | BUILT
    | ENCODED
    | NOTES
    | BOXES
    | QUESTIONS
    | FOOTNOTES
    | LINKS
    | PREFORMATTED
    | POLLS
    | TABLES
    | UNWRAPPED
    | OUT
)
BEGINNINGS = ("vc_", "et_pb_", "fusion_", "td_", "su_", "mks_", "newsletters_lf_", "wpforms", "elementor")
