"""Types of posts: those of WordPress itself, those of plugins that readers never open, and a paper's own."""

STORIES = {"post", "page"}
GUEST = "guest-author"


def _names(text: str) -> set[str]:
    return set(text.split())


# What WordPress and plugins keep for themselves.
TOOLS = _names(
    "revision nav_menu_item custom_css customize_changeset oembed_cache wp_global_styles wp_navigation wp_template"
    " wp_template_part wp_font_family wp_font_face acf-field acf-field-group acf-post-type acf-taxonomy"
    " acf-ui-options-page elementor_library elementor_font elementor_icons elementor_snippet et_pb_layout et_template"
    " et_body_layout et_header_layout et_footer_layout et_theme_builder et_theme_options fusion_template"
    " fusion_tb_section fusion_tb_layout fusion_form fusion_element vc_grid_item templatera ml-slider ml-slide"
    " tablepress_table custom-css-js scheduled-action wpcf7_contact_form mc4wp-form popup popup_theme polylang_mo"
    " newspack_nl_cpt newspack_nl_list newspack_popups_cpt newspack_spnsrs_cpt amp_validated_url wpforms"
)
# What people have sent in, asked for or bought: nobody's to read.
OF_PEOPLE = _names(
    "user_request flamingo_contact flamingo_inbound flamingo_outbound feedback nf_sub wpforms_log postman_sent_mail"
    " shop_order shop_order_refund shop_order_placehold shop_coupon shop_subscription jp_pay_order edd_payment edd_log"
    " give_payment give_log mepr-transaction"
)
NEVER = TOOLS | OF_PEOPLE


def is_own(name: str) -> bool:
    """Whether the paper made it, as far as a name can tell: what it holds may be chosen to come as stories."""
    return name not in NEVER and not name.startswith("_")
