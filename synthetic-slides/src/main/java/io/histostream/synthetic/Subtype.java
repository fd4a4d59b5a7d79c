package io.histostream.synthetic;

/** The eight tumour types of BreakHis, which the generator imitates. */
public enum Subtype {
    ADENOSIS("A", Label.BENIGN),
    FIBROADENOMA("F", Label.BENIGN),
    PHYLLODES_TUMOUR("PT", Label.BENIGN),
    TUBULAR_ADENOMA("TA", Label.BENIGN),
    DUCTAL_CARCINOMA("DC", Label.MALIGNANT),
    LOBULAR_CARCINOMA("LC", Label.MALIGNANT),
    MUCINOUS_CARCINOMA("MC", Label.MALIGNANT),
    PAPILLARY_CARCINOMA("PC", Label.MALIGNANT);

    private final String code;
    private final Label label;

    Subtype(String code, Label label) {
        this.code = code;
        this.label = label;
    }

    /** The abbreviation that BreakHis file names use. */
    public String code() {
        return code;
    }

    public Label label() {
        return label;
    }
}
